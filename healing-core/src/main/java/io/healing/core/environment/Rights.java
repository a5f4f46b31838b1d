package io.healing.core.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What this program may do with a file or directory, as the system answers.
 *
 * @param read whether it may read it
 * @param write whether it may write it
 * @param enter whether it may enter the directory, or run the file
 */
record Rights(Predicate<Path> read, Predicate<Path> write, Predicate<Path> enter) {

  static Rights ofSystem() {
    return new Rights(Files::isReadable, Files::isWritable, Files::isExecutable);
  }

  /** What may not be done with a directory, in words; empty when all may. */
  List<String> deniedOn(Path directory) {
    List<String> denied = new ArrayList<>();
    if (!read.test(directory)) {
      denied.add("read");
    }
    if (!write.test(directory)) {
      denied.add("written");
    }
    if (!enter.test(directory)) {
      denied.add("entered");
    }
    return denied;
  }

  /** Owner and mode, as in {@code owner root, mode rwxr-xr-x}. */
  static String words(Path path) {
    try {
      String owner = "owner " + Files.getOwner(path).getName();
      return path.getFileSystem().supportedFileAttributeViews().contains("posix")
          ? owner + ", mode " + PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
          : owner;
    } catch (IOException e) {
      return "owner and mode cannot be told: " + e;
    }
  }

  /** The command with which a person would give this user the rights to a file or directory. */
  static String mend(Path path, String rights) {
    String user = System.getProperty("user.name", "");
    String name = Shell.quoted(path.toString());
    return owner(path).equals(user)
        ? "chmod u+" + rights + " " + name
        : "sudo chown " + Shell.quoted(user) + " " + name + " && chmod u+" + rights + " " + name;
  }

  private static String owner(Path path) {
    try {
      return Files.getOwner(path).getName();
    } catch (IOException e) {
      return "";
    }
  }

  /** The nearest directory above a hidden path of which something can be told. */
  static Path nearest(Path hidden) {
    Path above = hidden;
    while (!Files.exists(above)) {
      Path parent = above.getParent();
      if (parent == null) {
        return above;
      }
      above = parent;
    }
    return above;
  }
}
