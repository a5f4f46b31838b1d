package io.healing.sqlite.schema;

import io.healing.api.HealingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sqlite.SQLiteConnection;

/** The copies of a database that are made before it is repaired; the newest three are kept. */
final class Backups {
  private static final String SUFFIX = ".db";
  private static final int KEPT = 3;
  private static final int TICKS = 100;
  private static final Duration ONE_RUN = Duration.ofMinutes(10);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final DatabaseFile database;
  private final Folder folder;
  private final Instant now;
  private final Consumer<String> steps;

  Backups(DatabaseFile database, Folder folder, Instant now, Consumer<String> steps) {
    this.database = database;
    this.folder = folder;
    this.now = now;
    this.steps = steps;
  }

  private record Last(Path backup, Instant at, Stamp stamp) {}

  /** The backup of the last repair, if nobody wrote since; it belongs to the same run. */
  Optional<Path> shared() throws IOException {
    Optional<Last> last = folder.kept(lastName()).flatMap(this::read);
    return last.filter(one -> Files.exists(one.backup))
                .filter(one -> Duration.between(one.at, now).abs().compareTo(ONE_RUN) < 0)
                .isPresent()
            && last.get().stamp.stillHolds(Stamp.of(database))
        ? last.map(Last::backup)
        : Optional.empty();
  }

  private String lastName() {
    return Folder.key(database.path()) + "last";
  }

  private Optional<Last> read(String text) {
    String[] lines = text.split("\n", -1);
    return lines.length < 4
        ? Optional.empty()
        : Optional.of(
            new Last(
                folder.path().resolve(lines[0]),
                Instant.parse(lines[1]),
                new Stamp(lines[2], lines[3])));
  }

  /**
   * Copies the database while somebody holds its write lock, and checks the copy. Only a copy that
   * is whole and sound gets the name of a backup.
   */
  Path make() throws IOException, SQLException {
    folder.make();
    Path copy = free();
    Path part = copy.resolveSibling(Folder.key(database.path()) + "part");
    try {
      Files.deleteIfExists(part);
      folder.makeFile(part);
      copyTo(part);
      verify(part);
      steps.accept("copied");
      Files.move(part, copy);
    } finally {
      Files.deleteIfExists(part);
    }
    Folder.syncDirectory(folder.path());
    forgetOld();
    return copy;
  }

  /** A name that comes behind those of the backups of the same moment, also those forgotten. */
  private Path free() throws IOException {
    String name = Folder.key(database.path()) + TIME.format(now) + "-";
    int last =
        folder.newest(name, SUFFIX).stream().findFirst().map(file -> number(file, name)).orElse(0);
    return folder.path().resolve(name + String.format("%03d", last + 1) + SUFFIX);
  }

  private static int number(Path file, String name) {
    String end = file.getFileName().toString().substring(name.length());
    return Integer.parseInt(end.substring(0, end.length() - SUFFIX.length()));
  }

  private void copyTo(Path copy) throws SQLException {
    try (Connection reader = database.read()) {
      int code = ((SQLiteConnection) reader).getDatabase().backup("main", copy.toString(), null);
      if (code != 0) {
        throw new HealingException(
            "The backup "
                + copy
                + " could not be made (SQLite code "
                + code
                + "); nothing was changed",
            "Check the room and the permissions there");
      }
    }
  }

  private void verify(Path copy) throws SQLException {
    try (Connection reader = DatabaseFile.of(copy).readAlone()) {
      String said = DatabaseFile.pragma(reader, "integrity_check(1)");
      if (!said.equals("ok")) {
        throw new HealingException(
            database.path() + " is corrupt (" + said + "); nothing was changed",
            SqlFaults.hint("database.corrupt"));
      }
    }
  }

  private void forgetOld() throws IOException {
    List<Path> all = folder.newest(Folder.key(database.path()), SUFFIX);
    for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      Files.deleteIfExists(old);
    }
  }

  /**
   * Remembers how the database looks after a repair, for the next one of the same run. Called with
   * the write lock held, so that it is the repair that is remembered and nothing else. Written
   * again until the clock of the file system has gone on: who writes later is then seen by the
   * time.
   */
  void remember(Path backup) throws IOException {
    Stamp stamp = Stamp.of(database);
    String text =
        String.join(
            "\n", backup.getFileName().toString(), now.toString(), stamp.file(), stamp.log());
    Path file = folder.path().resolve(lastName());
    for (int tick = 0; tick < TICKS; tick++) {
      folder.keep(lastName(), text);
      if (Stamp.later(file, database)) {
        return;
      }
    }
    forget();
  }

  void forget() throws IOException {
    folder.forget(lastName());
  }
}
