package io.healing.sqlite;

import io.healing.api.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is: the file, what stands beside it, and who may use it.
 *
 * <p>The database file itself is never opened here: closing it would release the locks that SQLite
 * holds on it in this process.
 */
final class Place {
  private final Path file;
  private final Faults faults;
  private final StoreLog log = new StoreLog();

  private Place(Path file) {
    this.file = file;
    this.faults = new Faults(file);
  }

  /** The place of a file that may or may not be there. */
  static Place of(Path file) {
    Place place = new Place(real(file.toAbsolutePath().normalize()));
    if (Files.exists(place.file) && !Files.isRegularFile(place.file)) {
      throw place.faults.fault("is not a file", "Name a file; it is made where there is none.");
    }
    return place;
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException notThere) {
      return file;
    }
  }

  Path file() {
    return file;
  }

  /** What is logged about the database. */
  StoreLog log() {
    return log;
  }

  Faults faults() {
    return faults;
  }

  /** The directory in which every living instance holds a locked file. */
  Path instances() {
    return beside(".instances");
  }

  /** A file beside the database whose name is that of the database and this ending. */
  Path beside(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  /** Whether it may be written, and nothing waits to be brought into it or taken back out of it. */
  boolean quiet() {
    return exists()
        && readOnlyBecause() == null
        && !Files.exists(beside("-wal"))
        && !Files.exists(beside("-journal"));
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Whether there is nothing in the file yet. */
  boolean blank() {
    return size() == 0;
  }

  long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw faults.fault("cannot be looked at", "Look whether this user may read it.", e);
    }
  }

  /** Makes the file, and the directories to it, for their owner only. */
  void create() {
    try {
      makeDirectory(file.getParent());
      Files.createFile(file, attributes(file.getParent(), "rw-------"));
    } catch (FileAlreadyExistsException somebodyWasFaster) {
      log.debug(Place.class, "{} was made by somebody else in the meantime", file);
    } catch (IOException e) {
      throw faults.fault("cannot be made", "Let this user write the directory.", e);
    }
  }

  /** Makes a directory, and those above it, for their owner only. */
  static void makeDirectory(@Nullable Path directory) throws IOException {
    if (directory != null && !Files.isDirectory(directory)) {
      makeDirectory(directory.getParent());
      Files.createDirectories(directory, attributes(directory.getParent(), "rwx------"));
    }
  }

  /** The attributes that let only the owner in; none where the file system knows no owners. */
  static FileAttribute<?>[] attributes(@Nullable Path in, String permissions) throws IOException {
    boolean posix = in != null && Files.getFileStore(in).supportsFileAttributeView("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Why the file must not be written, or null. A file or directory that nobody may write is meant
   * to stay as it is, also where this user could write it all the same.
   */
  @Nullable String readOnlyBecause() {
    Path directory = file.getParent();
    if (!Files.isWritable(file) || markedReadOnly(file)) {
      return "the file " + file + " is read-only";
    }
    if (directory != null && (!Files.isWritable(directory) || markedReadOnly(directory))) {
      return "the directory " + directory + " is read-only";
    }
    return null;
  }

  /** Warns where others than the owner may read what must stay with the owner. */
  void warnOfReaders() {
    Set<PosixFilePermission> open = permissions(file);
    if (open.contains(PosixFilePermission.OTHERS_READ)
        || open.contains(PosixFilePermission.GROUP_READ)) {
      log.warn(
          Place.class,
          "Others may read {}, which keeps the exact content of files that are repaired: chmod 600"
              + " {}",
          file,
          file);
    }
  }

  private static boolean markedReadOnly(Path path) {
    Set<PosixFilePermission> permissions = permissions(path);
    return !permissions.isEmpty()
        && !permissions.contains(PosixFilePermission.OWNER_WRITE)
        && !permissions.contains(PosixFilePermission.GROUP_WRITE)
        && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  private static Set<PosixFilePermission> permissions(Path path) {
    try {
      return Files.getPosixFilePermissions(path);
    } catch (IOException | UnsupportedOperationException unknown) {
      return Set.of();
    }
  }

  /** The fault of a file that is not there. */
  StoreException missing() {
    return faults.fault(
        "is not there", "Name another file, or let the program that uses it start.");
  }
}
