package io.healing.sqlite.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A database file: whether it is there, and connections to it.
 *
 * <p>It is opened by SQLite alone, but for a {@link PrivateCopy}. Closing it after reading it in
 * another way would release the locks that this process holds on it.
 */
final class DatabaseFile {
  private static final int READER_WAITS_MS = 1_000;
  private static final int WRITER_WAITS_MS = 3_000;

  /** Up to this size a database that was left in the middle of a write is copied to be read. */
  private static final long COPIED_BYTES = 256L * 1024 * 1024;

  private final Path path;

  private DatabaseFile(Path path) {
    this.path = path;
  }

  static DatabaseFile of(Path path) {
    return new DatabaseFile(real(path.toAbsolutePath().normalize()));
  }

  /** Where a path really leads, also one of which the last parts are missing. */
  private static Path real(Path path) {
    Path above = path.getParent();
    try {
      return path.toRealPath();
    } catch (IOException notThere) {
      return above == null ? path : real(above).resolve(path.getFileName());
    }
  }

  Path path() {
    return path;
  }

  boolean there() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  boolean isFile() {
    return Files.isRegularFile(path);
  }

  Path beside(String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  boolean walWaits() {
    return beside("-wal").toFile().length() > 0;
  }

  /**
   * The log of a database that is not there any more. SQLite would play it into a new file of that
   * name.
   */
  Optional<Path> lostData() {
    return there()
        ? Optional.empty()
        : Stream.of("-wal", "-journal")
            .map(this::beside)
            .filter(log -> log.toFile().length() > 0)
            .findFirst();
  }

  /** What is said of {@link #lostData}. */
  static String lost(Path log) {
    return "data of a lost database lies in " + log.getFileName();
  }

  /**
   * A connection that only reads, and makes or changes no file. Of what a process left in the
   * middle of a write when it died it reads a copy.
   */
  Connection read() throws SQLException {
    if (leftLog() && !openHere()) {
      return new PrivateCopy(this, COPIED_BYTES).read();
    }
    Connection connection = source(unshared() ? "immutable=1" : "mode=ro", READER_WAITS_MS);
    try {
      pragma(connection, "schema_version");
      return connection;
    } catch (SQLException e) {
      connection.close();
      if (SqlFaults.recoveryNeeded(e)) {
        return openHere()
            ? source("mode=rw", READER_WAITS_MS)
            : new PrivateCopy(this, COPIED_BYTES).read();
      }
      throw e;
    }
  }

  /** Whether a write-ahead log waits that nobody has open. */
  private boolean leftLog() {
    return walWaits() && !Files.exists(beside("-shm"));
  }

  /**
   * Whether this process has the file open, as far as the system tells. A copy of it would release
   * its locks.
   */
  private boolean openHere() {
    Path open = Path.of("/proc/self/fd");
    if (!Files.isDirectory(open)) {
      return false;
    }
    try (Stream<Path> files = Files.list(open)) {
      return files.anyMatch(file -> leadsHere(file));
    } catch (IOException notTold) {
      return false;
    }
  }

  private boolean leadsHere(Path link) {
    try {
      return Files.readSymbolicLink(link).equals(path);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  /**
   * Whether it is in write-ahead mode and nobody has it open. A common reader would then leave two
   * files beside it; without locks SQLite refuses the mode before it makes any.
   */
  private boolean unshared() throws SQLException {
    if (Files.exists(beside("-wal")) && Files.exists(beside("-shm"))) {
      return false;
    }
    try (Connection connection = source("mode=ro&nolock=1", READER_WAITS_MS)) {
      pragma(connection, "schema_version");
      return false;
    } catch (SQLException e) {
      return SqlFaults.code(e) == SQLiteErrorCode.SQLITE_CANTOPEN;
    }
  }

  /** A connection to a file that nobody else has or will have open meanwhile. */
  Connection readAlone() throws SQLException {
    return source("immutable=1", READER_WAITS_MS);
  }

  /** A connection that writes; it never makes the file, and does not enforce foreign keys. */
  Connection write() throws SQLException {
    return source("mode=rw", WRITER_WAITS_MS);
  }

  /** All that it holds, in memory. */
  Connection inMemory() throws SQLException {
    Connection memory = connection("jdbc:sqlite::memory:", READER_WAITS_MS);
    int code = ((SQLiteConnection) memory).getDatabase().restore("main", path.toString(), null);
    if (code != 0) {
      memory.close();
      throw new SQLiteException("the copy cannot be read", SQLiteErrorCode.getErrorCode(code));
    }
    return memory;
  }

  private Connection source(String mode, int waits) throws SQLException {
    return connection("jdbc:sqlite:file:" + encoded() + "?" + mode, waits);
  }

  private static Connection connection(String url, int waits) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(waits);
    config.enableLoadExtension(false);
    config.enforceForeignKeys(false);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source.getConnection();
  }

  /** As SQLite reads a name that has parameters. */
  private String encoded() {
    String text = path.toString().replace('\\', '/');
    return text.replace("%", "%25").replace("?", "%3f").replace("#", "%23");
  }

  static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /**
   * Why the file is not to be written. A file or directory that nobody may write is meant to stay
   * as it is, also where this user could write it all the same.
   */
  Optional<String> readOnlyBecause() {
    if (closed(path)) {
      return Optional.of("the file is read-only: " + access(path));
    }
    Path directory = path.getParent();
    return directory != null && closed(directory)
        ? Optional.of("its directory is read-only: " + access(directory))
        : Optional.empty();
  }

  /** What lets this user write the file and its directory. */
  String letWrite() {
    return Permission.write(
        Optional.ofNullable(path.getParent())
            .filter(directory -> !closed(path) && closed(directory))
            .orElse(path));
  }

  /** What lets this user read the file. */
  String letRead() {
    return Permission.read(
        Optional.ofNullable(path.getParent())
            .filter(directory -> !Files.isExecutable(directory))
            .orElse(path));
  }

  private static boolean closed(Path place) {
    return !Files.isWritable(place)
        || attributes(place)
            .map(PosixFileAttributes::permissions)
            .filter(DatabaseFile::nobodyWrites)
            .isPresent();
  }

  private static boolean nobodyWrites(Set<PosixFilePermission> permissions) {
    return !permissions.contains(PosixFilePermission.OWNER_WRITE)
        && !permissions.contains(PosixFilePermission.GROUP_WRITE)
        && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  /** A path with its owner and mode, where the file system knows them. */
  static String access(Path place) {
    return attributes(place)
        .map(
            known ->
                place
                    + ", owner "
                    + known.owner().getName()
                    + ", mode "
                    + PosixFilePermissions.toString(known.permissions()))
        .orElse(place.toString());
  }

  private static Optional<PosixFileAttributes> attributes(Path place) {
    try {
      return Optional.of(Files.readAttributes(place, PosixFileAttributes.class));
    } catch (IOException | UnsupportedOperationException unknown) {
      return Optional.empty();
    }
  }
}
