package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.ActionPlan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stays of a table that is made anew. */
class RebuiltTest {
  private static final String SCHEMA =
      "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";

  @TempDir Path base;

  @ParameterizedTest
  @ValueSource(strings = {"rowid", "_ROWID_", "oid"})
  void aColumnThatIsCalledLikeTheRowIdGetsItsDefault(String name) throws Exception {
    String column = name + " TEXT DEFAULT (upper('x'))";
    Kit kit = Kit.declared(base, "CREATE TABLE t (a TEXT, " + column + ")");
    kit.has("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('p'), ('q'), ('r')");
    kit.has("DELETE FROM t WHERE a = 'q'");
    String other = name.equals("rowid") ? "oid" : "rowid";

    ActionPlan done = kit.heal().get(0);

    assertThat(kit.ask("SELECT " + other + ", " + name + " FROM t")).isEqualTo("1|X\n3|X");
    kit.undo(done);
    assertThat(kit.ask("SELECT rowid, a FROM t")).isEqualTo("1|p\n3|r");
  }

  @Test
  void whatAnalyzeFoundStays() throws Exception {
    String rest = "UNIQUE (c));CREATE INDEX t_a ON t (a);CREATE INDEX t_e ON t (upper(a), c);";
    Kit kit = Kit.declared(base, "CREATE TABLE t (a TEXT, c TEXT, d DEFAULT CURRENT_DATE," + rest);
    kit.has(
        "CREATE TABLE t (a TEXT, c TEXT,"
            + rest
            + "INSERT INTO t VALUES ('p', 1), ('q', 2), ('q', 3);"
            + "CREATE TABLE s (k TEXT, PRIMARY KEY (k)) WITHOUT ROWID; INSERT INTO s VALUES (1);"
            + "ANALYZE;");
    String found = "SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx";
    String before = kit.ask(found);
    assertThat(before).contains("t|sqlite_autoindex_t_1|3 1", "t|t_a|3 2", "t|t_e|3 2 1", "s|s|");

    ActionPlan done = kit.heal().get(0);

    assertThat(kit.codes()).isEmpty();
    assertThat(kit.ask(found)).isEqualTo(before);
    kit.undo(done);
    assertThat(kit.ask(found)).isEqualTo(before);
  }

  @Test
  void whatAnalyzeFoundOfAnotherIndexOfThatNameGoes() throws Exception {
    Kit kit = Kit.declared(base, "CREATE TABLE t (a TEXT, d TEXT UNIQUE, UNIQUE (a))");
    kit.has("CREATE TABLE t (a TEXT, UNIQUE (a)); INSERT INTO t VALUES ('p'), ('q'); ANALYZE");

    kit.heal();

    assertThat(kit.ask("SELECT sql FROM sqlite_schema WHERE name = 't'"))
        .isEqualTo("CREATE TABLE t (a TEXT, d TEXT UNIQUE, UNIQUE (a))");
    assertThat(kit.ask("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 't'")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"t", "\"t\"", "[t]", "`t`"})
  void itsTextStaysAndWhatPointsToItToo(String name) throws Exception {
    String columns =
        " (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT,"
            + " up INTEGER REFERENCES t (id), CHECK (a <> ''))";
    String rest =
        "CREATE TABLE child (id INTEGER REFERENCES t (id) ON DELETE CASCADE);"
            + "CREATE VIEW v AS SELECT t.a FROM t JOIN child ON t.id = child.id;"
            + "CREATE TRIGGER on_child AFTER INSERT ON child BEGIN UPDATE t SET a = 'z'; END;"
            + "CREATE TRIGGER on_t AFTER UPDATE ON t BEGIN DELETE FROM t WHERE a = 'gone'; END;"
            + "CREATE TRIGGER on_v INSTEAD OF INSERT ON v BEGIN INSERT INTO t (a) VALUES (1); END;"
            + "CREATE INDEX t_a ON t (a) WHERE t.a > 'a';";
    Kit kit =
        Kit.declared(
            base,
            "CREATE TABLE "
                + name
                + columns.replace("a TEXT,", "a TEXT, d DEFAULT CURRENT_TIMESTAMP,")
                + ";"
                + rest);
    kit.has("CREATE TABLE " + name + columns + ";" + rest);
    kit.has("INSERT INTO t (a) VALUES ('p'), ('q'); INSERT INTO child VALUES (1)");
    String before = kit.ask(SCHEMA);

    ActionPlan done = kit.heal().get(0);

    assertThat(kit.codes()).isEmpty();
    assertThat(kit.ask("SELECT a FROM v")).isEqualTo("z");
    assertThat(kit.ask("SELECT seq FROM sqlite_sequence WHERE name = 't'")).isEqualTo("2");
    assertThat(kit.ask("SELECT \"table\" FROM pragma_foreign_key_list('child')")).isEqualTo("t");
    kit.has("INSERT INTO child VALUES (2); INSERT INTO v VALUES (1)");
    kit.has("DELETE FROM t WHERE id = 3");
    kit.undo(done);
    assertThat(kit.ask(SCHEMA)).isEqualTo(before);
    assertThat(kit.ask("SELECT name, seq FROM sqlite_sequence")).isEqualTo("t|3");
  }
}
