package io.healing.core.act;

import io.healing.api.HealingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a file and who may do what with it.
 *
 * @param attributes the Unix owner, group and mode; null for the system's default, or where there
 *     is no such thing
 */
record Access(@Nullable Map<String, Object> attributes) {
  private static final int READ_AND_WRITE = 0666;

  /** Those of an existing file. */
  static Access of(Path file) {
    return new Access(unix(file));
  }

  /** For a new file: who may read or write in its directory may do that with it. */
  static Access forNewFileIn(Path directory) {
    Map<String, Object> of = unix(directory);
    return of == null
        ? new Access(null)
        : new Access(Map.of("mode", ((int) of.getOrDefault("mode", 0600) & READ_AND_WRITE) | 0600));
  }

  /** For a new file that is as private as the temporary one that it is made of. */
  static Access forOwnerOnly() {
    return new Access(null);
  }

  private static @Nullable Map<String, Object> unix(Path path) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return null;
    }
    try {
      return Files.readAttributes(path, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new HealingException(
          "The permissions of " + path + " cannot be read: " + e, "Check that it is there", e);
    }
  }

  /** Gives a file the same; owner and group first, because changing them drops some rights. */
  void give(Path file) throws IOException {
    Map<String, Object> wanted = attributes;
    if (wanted == null) {
      return;
    }
    Map<String, Object> now =
        Files.readAttributes(file, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
    for (String name : new String[] {"uid", "gid", "mode"}) {
      Object value = wanted.get(name);
      if (value != null && (name.equals("mode") || !value.equals(now.get(name)))) {
        Files.setAttribute(file, "unix:" + name, masked(name, value), LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private static Object masked(String name, Object value) {
    return name.equals("mode") ? (Object) ((int) value & 07777) : value;
  }

  /** Opens a new file that only its owner can read and write. */
  static FileChannel openPrivate(Path file) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileAttribute<?>[] attributes =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return FileChannel.open(file, options, attributes);
  }
}
