package io.healing.sqlite.schema;

import io.healing.api.Image;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code .healing/backups} beside the configuration, which only its owner can read. */
final class Folder {
  private final Path base;

  Folder(Path baseDirectory) {
    this.base = baseDirectory.toAbsolutePath().normalize().resolve(".healing").resolve("backups");
  }

  Path path() {
    return base;
  }

  /** What the names of a database's backups begin with. */
  static String key(Path database) {
    String hash = Image.of(database.toString()).hash().substring(0, 8);
    return database.getFileName() + "-" + hash + "-";
  }

  void make() throws IOException {
    makeDirectory(base);
  }

  private static void makeDirectory(Path directory) throws IOException {
    Path above = directory.getParent();
    if (!Files.isDirectory(directory) && above != null) {
      makeDirectory(above);
      Files.createDirectories(directory, only(above, "rwx------"));
    }
  }

  /** An empty file in it that only its owner can read. */
  void makeFile(Path file) throws IOException {
    Files.createFile(file, only(base, "rw-------"));
  }

  private static FileAttribute<?>[] only(Path in, String permissions) throws IOException {
    boolean posix = Files.getFileStore(in).supportsFileAttributeView("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** The files with this beginning and end, the newest first. */
  List<Path> newest(String beginning, String end) throws IOException {
    try (Stream<Path> all = Files.list(base)) {
      return all.filter(file -> file.getFileName().toString().startsWith(beginning))
          .filter(file -> file.toString().endsWith(end))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  /** Keeps a text under a name, safe on the disk when this returns. */
  void keep(String name, String text) throws IOException {
    make();
    Path file = base.resolve(name);
    if (!Files.exists(file)) {
      makeFile(file);
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
    sync(file);
  }

  Optional<String> kept(String name) throws IOException {
    Path file = base.resolve(name);
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  void forget(String name) throws IOException {
    Files.deleteIfExists(base.resolve(name));
  }

  static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Not every system can do this for a directory; those that cannot do not need it. */
  static void syncDirectory(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /**
   * What an action left to be known by its undo; under the hash of its plan, so that there are no
   * more of them than there are different repairs. It stays until the action is taken back.
   */
  void keepReceipt(String plan, String receipt) throws IOException {
    keep(plan + ".receipt", receipt);
  }

  Optional<String> receipt(String plan) throws IOException {
    return kept(plan + ".receipt");
  }

  /** After the undo. One that stays all the same does no harm. */
  void forgetReceipt(Workplace place) {
    try {
      forget(place.plan().hash() + ".receipt");
    } catch (IOException e) {
      place.debug("The receipt of a repair that was taken back stays in " + base, e);
    }
  }
}
