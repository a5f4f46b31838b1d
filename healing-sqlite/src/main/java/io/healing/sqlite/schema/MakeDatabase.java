package io.healing.sqlite.schema;

import io.healing.api.HealingException;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Makes a database that is missing: aside, checked, then put in its place. */
final class MakeDatabase {
  private final Workplace place;
  private final String script;
  private final Path path;
  private final Path aside;

  MakeDatabase(Workplace place, String script) {
    this.place = place;
    this.script = script;
    this.path = place.database().path();
    this.aside = path.resolveSibling(".healing-tmp-" + path.getFileName());
  }

  Inspection inspect(Moment moment) throws SQLException, IOException {
    if (!place.database().there()) {
      return place.database().lostData().isPresent() ? Inspection.OTHER : Inspection.BEFORE;
    }
    if (!place.database().isFile()) {
      return Inspection.OTHER;
    }
    return moment == Moment.BEFORE_UNDO || untouched() ? Inspection.AFTER : Inspection.OTHER;
  }

  private boolean untouched() throws SQLException, IOException {
    try (Connection connection = place.database().read()) {
      return holdsWhatWasMade(connection);
    }
  }

  private boolean holdsWhatWasMade(Connection connection) throws SQLException, IOException {
    Optional<String> receipt = place.folder().receipt(place.plan().hash());
    return receipt.isPresent() && receipt.get().equals(Sql.content(connection));
  }

  String apply() {
    try {
      place.space().require(place.directory(), 0);
      discard();
      String content = fill();
      place.step("filled");
      place.folder().keepReceipt(place.plan().hash(), content);
      Folder.sync(aside);
      place.step("synced");
      put();
    } catch (SQLException e) {
      throw SqlFaults.failed(path, e);
    } catch (IOException e) {
      throw place.failed(e);
    } finally {
      discardAfterwards();
    }
    return settled();
  }

  /** What goes wrong behind the placing does not take the database away. */
  private String settled() {
    place.step("placed");
    try {
      Folder.syncDirectory(place.directory());
      return "";
    } catch (IOException e) {
      place.warn(path + " was made, and then something failed", e);
      return "Made; afterwards: " + e;
    }
  }

  private String fill() throws SQLException {
    try (Connection connection = connect()) {
      Sql.run(connection, "PRAGMA synchronous = OFF");
      Expected.enclose(connection);
      place.step("opened");
      for (SqlStatement statement : statements()) {
        Sql.run(connection, statement.text());
      }
    }
    try (Connection connection = DatabaseFile.of(aside).readAlone()) {
      String said = DatabaseFile.pragma(connection, "integrity_check(1)");
      if (!said.equals("ok")) {
        throw new HealingException("The new database is not sound: " + said, "Check the schema");
      }
      return Sql.content(connection);
    }
  }

  private List<SqlStatement> statements() {
    List<SqlStatement> all = Script.split(Path.of("the schema"), script);
    all.forEach(Declaration::refuseReaching);
    return all;
  }

  private Connection connect() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.enableLoadExtension(false);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + aside);
    return source.getConnection();
  }

  private void put() throws IOException {
    refuseLost(place.database());
    try {
      put(aside, path, Files::createLink);
    } catch (FileAlreadyExistsException e) {
      throw new HealingException(
          path + " is there now, and was not replaced", "Look at the database again", e);
    }
  }

  static void refuseLost(DatabaseFile database) {
    Optional<Path> log = database.lostData();
    if (log.isPresent()) {
      throw new HealingException(
          database.path() + " was not made: " + DatabaseFile.lost(log.get()),
          SqlFaults.hint("database.lost"));
    }
  }

  /** Gives a file a second name. */
  interface Link {
    Path make(Path link, Path file) throws IOException;
  }

  /** A link never replaces a file; where the file system has no links, moving does not either. */
  static void put(Path aside, Path path, Link link) throws IOException {
    try {
      link.make(path, aside);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
      Files.move(aside, path);
    }
  }

  private void discard() throws IOException {
    for (String suffix : List.of("", "-journal", "-wal", "-shm")) {
      Files.deleteIfExists(aside.resolveSibling(aside.getFileName() + suffix));
    }
  }

  /** What is left is taken away before the next database is made there. */
  private void discardAfterwards() {
    try {
      discard();
    } catch (IOException e) {
      place.warn(aside + " is left; take it away by hand", e);
    }
  }

  void undo() {
    try {
      remove();
      Folder.syncDirectory(place.directory());
    } catch (SQLException e) {
      unlessGone(e, SqlFaults.failed(path, e));
    } catch (IOException e) {
      unlessGone(e, place.failed(e));
    }
    place.folder().forgetReceipt(place);
  }

  private void unlessGone(Exception fault, HealingException failed) {
    if (place.database().there()) {
      throw failed;
    }
    place.warn(path + " was taken away, and then something failed", fault);
  }

  private void remove() throws SQLException, IOException {
    try (Connection connection = place.database().write()) {
      Sql.run(connection, "BEGIN IMMEDIATE");
      if (place.folder().receipt(place.plan().hash()).isEmpty()) {
        throw Change.lost(path.toString());
      }
      if (!holdsWhatWasMade(connection)) {
        throw new HealingException(
            path + " holds more or other things than what it was made with; it was not deleted",
            "Delete it by hand if it is not needed");
      }
      Files.delete(path);
    }
    for (String suffix : List.of("-wal", "-shm", "-journal")) {
      Files.deleteIfExists(place.database().beside(suffix));
    }
  }
}
