package io.healing.sqlite.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * By what it is told whether a database was written: which file, size and time of the file, and of
 * its write-ahead log.
 */
record Stamp(String file, String log) {
  private static final String NONE = "none";

  static Stamp of(DatabaseFile database) throws IOException {
    Path log = database.beside("-wal");
    return new Stamp(look(database.path()), database.walWaits() ? look(log) : NONE);
  }

  private static String look(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return attributes.fileKey() + " " + attributes.size() + " " + nanos(attributes);
  }

  private static long nanos(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }

  /** Whether nobody wrote since; a log that is gone was written into the file before. */
  boolean stillHolds(Stamp now) {
    return file.equals(now.file) && (now.log.equals(NONE) || now.log.equals(log));
  }

  /** Whether a file was written in a later tick of the file system's clock than the database. */
  static boolean later(Path file, DatabaseFile database) throws IOException {
    long mine = nanos(Files.readAttributes(file, BasicFileAttributes.class));
    Path log = database.beside("-wal");
    long written = nanos(Files.readAttributes(database.path(), BasicFileAttributes.class));
    long logged =
        database.walWaits() ? nanos(Files.readAttributes(log, BasicFileAttributes.class)) : 0;
    return mine > Math.max(written, logged);
  }
}
