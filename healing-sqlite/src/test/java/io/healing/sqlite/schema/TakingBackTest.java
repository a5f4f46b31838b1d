package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TakingBackTest {
  private static final String ROWS = "INSERT INTO t (id, a) VALUES (1, 'x'), (5, 'y');";
  private static final String T = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);";

  @TempDir Path base;

  private static String with(String column) {
    return "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, " + column + ");";
  }

  @Test
  void anUndoRefusesWhenSomebodyHasWrittenIntoTheColumn() throws Exception {
    Kit kit = Kit.declared(base, with("b TEXT DEFAULT 'fill'")).has(T + ROWS);
    ActionPlan done = kit.heal().get(0);
    kit.has("UPDATE t SET b = 'mine' WHERE id = 5");

    assertThatThrownBy(() -> kit.undo(done))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining(
            "The column t.b is in use: 1 of its rows hold something other than 'fill'");

    assertThat(kit.ask("SELECT b FROM t")).isEqualTo("fill\nmine");
    kit.has("UPDATE t SET b = 'fill'; INSERT INTO t (a) VALUES ('later')");
    kit.undo(done);
    assertThat(kit.ask("SELECT a FROM t")).isEqualTo("x\ny\nlater");
  }

  @Test
  void anUndoRefusesWhenWhatWasAddedWasChanged() throws Exception {
    Kit kit = Kit.declared(base, with("b TEXT")).has(T + ROWS);
    ActionPlan done = kit.heal().get(0);
    kit.has("ALTER TABLE t DROP COLUMN b; ALTER TABLE t ADD COLUMN b INTEGER DEFAULT 5");

    assertThat(kit.inspect(done, Moment.BEFORE_UNDO)).isEqualTo(Inspection.OTHER);
  }

  @Test
  void valuesThatDifferFromRowToRowAreKnownAgain() throws Exception {
    Kit kit = Kit.declared(base, with("b TEXT DEFAULT (hex(randomblob(8)))")).has(T + ROWS);
    ActionPlan done = kit.heal().get(0);
    assertThat(kit.ask("SELECT count(DISTINCT b) FROM t")).isEqualTo("2");
    kit.has("INSERT INTO t (a) VALUES ('later')");
    assertThatThrownBy(() -> kit.undo(done)).hasMessageContaining("t.b is in use");
    kit.has("DELETE FROM t WHERE a = 'later'");

    kit.undo(done);

    assertThat(kit.ask("SELECT * FROM t")).isEqualTo("1|x\n5|y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void repairsOfOneRunShareABackupUntilSomebodyElseWrites(String mode) throws Exception {
    Kit kit = Kit.declared(base, with("b TEXT, c TEXT DEFAULT CURRENT_DATE, d TEXT"));
    kit.has("PRAGMA journal_mode = " + mode + ";" + T + ROWS);
    List<ActionRequest> wishes = kit.wishes();

    kit.apply(wishes.get(0));
    kit.apply(wishes.get(1));
    assertThat(backups()).hasSize(1);
    assertThat(Kit.ask(backups().get(0), "SELECT * FROM t")).isEqualTo("1|x\n5|y");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backups().get(0))))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(base.resolve(".healing/backups"))))
        .isEqualTo("rwx------");

    kit.has("UPDATE t SET a = 'z' WHERE id = 1");
    ActionPlan plan = kit.schema.plan(kit.asked(wishes.get(2)));
    String words = kit.apply(plan);
    assertThat(backups()).hasSize(2);
    assertThat(words).startsWith("Backup: .healing/backups/app.db-").endsWith("-002.db");
    assertThat(kit.ask("PRAGMA journal_mode")).isEqualToIgnoringCase(mode);
  }

  @Test
  void theNewestThreeBackupsAreKept() throws Exception {
    Kit kit = Kit.declared(base, with("b TEXT, c TEXT, d TEXT, e TEXT, f TEXT")).has(T);
    int number = 0;
    for (ActionRequest wish : kit.wishes()) {
      kit.apply(wish);
      number++;
      kit.has("INSERT INTO t (a) VALUES (" + number + ")");
    }

    assertThat(backups())
        .extracting(file -> file.toString().replaceAll(".*-(\\d+).db", "$1"))
        .containsExactly("003", "004", "005");
  }

  private List<Path> backups() throws Exception {
    try (var all = Files.list(base.resolve(".healing/backups"))) {
      return all.filter(file -> file.toString().endsWith(".db")).sorted().toList();
    }
  }

  @Test
  void tooLittleRoomIsToldBeforeAnythingBegins() throws Exception {
    Kit.declared(base, with("b TEXT DEFAULT CURRENT_TIME")).has(T + ROWS);
    Kit kit = new Kit(base, new SqliteSchema(new Space(place -> 1_000_000), step -> {}));
    byte[] before = Files.readAllBytes(kit.file());

    assertThatThrownBy(kit::heal)
        .hasMessageContaining("has 1 MB free, but 2 MB may be needed")
        .hasMessageContaining("Make room");

    assertThat(Files.readAllBytes(kit.file())).isEqualTo(before);
    assertThat(kit.files()).containsExactly("app.db", "schema.sql");
  }

  @Test
  void rowsOfTheSchemaComeWithTheirTableAndGoWithIt() throws Exception {
    Kit kit =
        Kit.declared(
            base,
            T
                + "CREATE TABLE s (k TEXT, at TEXT DEFAULT CURRENT_TIMESTAMP);"
                + "INSERT INTO s (k) VALUES ('a;b'), ('c'); INSERT OR IGNORE INTO main.\"s\" (k) VALUES ('d');");
    kit.has(T);

    ActionPlan done = kit.heal().get(0);

    assertThat(kit.ask("SELECT k FROM s")).isEqualTo("a;b\nc\nd");
    kit.undo(done);
    kit.apply(done);
    kit.has("UPDATE s SET k = 'e' WHERE k = 'd'");
    assertThatThrownBy(() -> kit.undo(done)).hasMessageContaining("The table s holds 3 rows");
  }
}
