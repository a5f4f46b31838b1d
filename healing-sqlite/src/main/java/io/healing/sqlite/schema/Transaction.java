package io.healing.sqlite.schema;

import io.healing.api.HealingException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a change or takes it back: write lock, backup, change, check, commit. */
final class Transaction {
  private final Workplace place;
  private final Change change;

  Transaction(Workplace place, Change change) {
    this.place = place;
    this.change = change;
  }

  /**
   * What was committed.
   *
   * @param version of the data, read while nobody else could write
   */
  private record Done(Path backup, String version) {}

  private interface Work {
    void in(Connection connection) throws SQLException, IOException;
  }

  String apply() {
    return run(
        connection -> {
          long orphans = orphans(connection);
          String receipt = change.make(connection);
          place.step("made");
          refuseOrphans(connection, orphans);
          place.folder().keepReceipt(place.plan().hash(), receipt);
        });
  }

  void undo() {
    run(
        connection -> {
          change.takeBack(connection, place.folder().receipt(place.plan().hash()));
          place.step("made");
        });
    place.folder().forgetReceipt(place);
  }

  private String run(Work work) {
    refuseReadOnly();
    Done done = null;
    try (Connection connection = place.database().write()) {
      place.step("opened");
      Sql.run(connection, "BEGIN IMMEDIATE");
      place.step("locked");
      done = changed(connection, work);
      place.step("committed");
      remember(connection, done);
      place.step("remembered");
    } catch (SQLException e) {
      return afterwards(done, e, SqlFaults.failed(place.database().path(), e));
    } catch (IOException e) {
      return afterwards(done, e, place.failed(e));
    }
    return words(done);
  }

  private String words(Done done) {
    return "Backup: " + place.shown(done.backup);
  }

  /** What goes wrong behind the commit does not take the change away. */
  private String afterwards(@Nullable Done done, Exception fault, HealingException failed) {
    if (done == null) {
      throw failed;
    }
    place.warn(place.database().path() + " was changed, and then something failed", fault);
    return words(done) + "; afterwards: " + fault.getMessage();
  }

  private void refuseReadOnly() {
    Optional<String> why = place.database().readOnlyBecause();
    if (why.isPresent()) {
      throw new HealingException(
          place.database().path() + " is not to be written: " + why.get() + "; nothing was changed",
          place.database().letWrite());
    }
  }

  private Done changed(Connection connection, Work work) throws SQLException, IOException {
    try {
      Path backup = backup(connection);
      place.step("backed up");
      work.in(connection);
      place.step("checked");
      Done done = new Done(backup, version(connection));
      Sql.run(connection, "COMMIT");
      return done;
    } catch (SQLException | IOException | RuntimeException e) {
      rollBack(connection, e);
      throw e;
    }
  }

  /** Another one as soon as another connection has written, and the same after our own commit. */
  private static String version(Connection connection) throws SQLException {
    return DatabaseFile.pragma(connection, "data_version");
  }

  private void refuseOrphans(Connection connection, long before) {
    if (orphans(connection) > before) {
      throw new HealingException(
          place.database().path()
              + " would get rows that point to rows that are not there; nothing was changed",
          "Add by hand what is missing: " + change.words());
    }
  }

  private Path backup(Connection connection) throws SQLException, IOException {
    Optional<Path> shared = place.backups().shared();
    requireRoom(connection, shared.isEmpty());
    return shared.isPresent() ? shared.get() : place.backups().make();
  }

  private void requireRoom(Connection connection, boolean copied) throws SQLException {
    long bytes =
        DatabaseFile.number(connection, "PRAGMA page_count")
            * DatabaseFile.number(connection, "PRAGMA page_size");
    long growth = change.room() * bytes;
    if (copied) {
      place.space().require(place.folder().path(), bytes + growth);
    }
    place.space().require(place.directory(), growth);
  }

  /** How many rows point to nothing; -1 where it cannot be told, as of a key of another table. */
  private long orphans(Connection connection) {
    try {
      return DatabaseFile.number(connection, "SELECT count(*) FROM pragma_foreign_key_check");
    } catch (SQLException e) {
      place.debug("The foreign keys cannot be checked", e);
      return -1;
    }
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      Sql.run(connection, "ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** A repair is not undone because the next one will need a backup of its own. */
  private void remember(Connection connection, Done done) throws IOException {
    try {
      boolean whole = written(connection);
      Sql.run(connection, "BEGIN IMMEDIATE");
      boolean alone = version(connection).equals(done.version);
      if (alone && whole) {
        place.backups().remember(done.backup);
      } else {
        place.backups().forget();
      }
      Sql.run(connection, "ROLLBACK");
    } catch (SQLException | IOException e) {
      place.debug("The next repair of " + place.database().path() + " makes its own backup", e);
      place.backups().forget();
    }
  }

  /** Whether all of the write-ahead log is in the file now. */
  private static boolean written(Connection connection) throws SQLException {
    String query = "PRAGMA wal_checkpoint(PASSIVE)";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() && row.getLong(1) == 0 && row.getLong(2) == row.getLong(3);
    }
  }
}
