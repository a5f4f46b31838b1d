package io.healing.sqlite.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A look at a database that a process left in the middle of a write when it died. SQLite would
 * recover the file itself as soon as it is opened for reading, so a copy is recovered instead.
 */
final class PrivateCopy {
  private static final List<String> PARTS = List.of("", "-wal", "-journal");

  private final DatabaseFile original;
  private final long mostBytes;

  /**
   * @param mostBytes up to which size of all its files a database is copied
   */
  PrivateCopy(DatabaseFile original, long mostBytes) {
    this.original = original;
    this.mostBytes = mostBytes;
  }

  /** What the database is after its recovery, in memory. */
  Connection read() throws SQLException {
    if (parts().mapToLong(part -> part.toFile().length()).sum() > mostBytes) {
      throw fault(SQLiteErrorCode.SQLITE_READONLY_ROLLBACK, "too large to look at a copy");
    }
    try {
      Path folder = Files.createTempDirectory("healing-look-");
      try {
        return recovered(copied(folder));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      SQLException fault = fault(SQLiteErrorCode.SQLITE_READONLY_ROLLBACK, "no copy of it: " + e);
      fault.initCause(e);
      throw fault;
    }
  }

  private Stream<Path> parts() {
    return PARTS.stream().map(original::beside).filter(Files::exists);
  }

  private Path copied(Path folder) throws IOException, SQLException {
    Stamp before = Stamp.of(original);
    for (Path part : parts().toList()) {
      Files.copy(part, folder.resolve(part.getFileName()));
    }
    if (!before.equals(Stamp.of(original))) {
      throw fault(SQLiteErrorCode.SQLITE_BUSY, "it is being written");
    }
    return folder.resolve(original.path().getFileName());
  }

  private static Connection recovered(Path copy) throws SQLException {
    DatabaseFile file = DatabaseFile.of(copy);
    try (Connection recovering = file.write()) {
      DatabaseFile.pragma(recovering, "schema_version");
      DatabaseFile.pragma(recovering, "journal_mode = DELETE");
    }
    return file.inMemory();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  private static SQLException fault(SQLiteErrorCode code, String why) {
    return new SQLiteException(why, code);
  }
}
