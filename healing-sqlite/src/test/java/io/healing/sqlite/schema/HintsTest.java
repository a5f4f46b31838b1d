package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.ActionPlan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person is told to do. */
class HintsTest {
  private static final String T = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);";

  @TempDir Path base;

  @Test
  void aUniqueIndexOverRowsThatAreEqualIsTold() throws Exception {
    Kit kit =
        Kit.declared(
            base, T + "CREATE UNIQUE INDEX ta ON t (lower(a), id > 0 DESC) WHERE a <> 'z'");
    kit.has(T + "INSERT INTO t (a) VALUES ('q'), ('Q'), ('z'), ('z'), (NULL), (NULL)");

    assertThat(kit.only().hint())
        .isEqualTo(
            "2 rows of t are not unique in lower(a), id > 0: change them, or delete what is there"
                + " twice");
    assertThat(kit.wishes()).isEmpty();

    kit.has("DELETE FROM t WHERE a = 'Q'");
    kit.heal();
    assertThat(kit.codes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b TEXT DEFAULT CURRENT_TIMESTAMP",
        "b TEXT UNIQUE",
        "b INT AS (id * 2) STORED",
        "b DEFAULT (1 + 1)",
        "b TEXT DEFAULT TRUE",
      })
  void whatAlterTableCannotAddIsNotToldAsSuch(String definition) throws Exception {
    Kit kit = Kit.declared(base, "CREATE TABLE t (id INTEGER PRIMARY KEY, " + definition + ")");
    kit.has("CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)");

    assertThat(kit.only().hint())
        .isEqualTo(
            "ALTER TABLE cannot add it as declared to the rows of t; mended by the doctor, the"
                + " table is made anew with: "
                + definition);

    kit.heal();
    assertThat(kit.codes()).isEmpty();
    assertThat(kit.ask("PRAGMA integrity_check")).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(strings = {"b TEXT", "b INT NOT NULL DEFAULT TRUE", "b REAL DEFAULT 5", "b AS (id)"})
  void whatAlterTableCanAddIsToldSoThatItRuns(String definition) throws Exception {
    Kit kit =
        Kit.declared(base, "CREATE TABLE \"ünï tab\" (id INTEGER PRIMARY KEY, " + definition + ")");
    kit.has(
        "CREATE TABLE \"ünï tab\" (id INTEGER PRIMARY KEY); INSERT INTO \"ünï tab\" VALUES (1)");

    String hint = kit.only().hint();
    assertThat(hint).isEqualTo("Run: ALTER TABLE \"ünï tab\" ADD COLUMN " + definition);

    kit.has(hint.substring("Run: ".length()));
    assertThat(kit.codes()).isEmpty();
    assertThat(kit.ask("PRAGMA integrity_check")).isEqualTo("ok");
  }

  @Test
  void theRowsStoreANumberThatIsTheDefaultOfATextColumn() throws Exception {
    Kit kit = Kit.declared(base, T.replace(")", ", g VARCHAR(5) NOT NULL DEFAULT false)"));
    kit.has(T + "INSERT INTO t VALUES (1, 'x')");
    String root = "SELECT rootpage FROM sqlite_schema";
    String before = kit.ask(root);

    kit.heal();

    assertThat(kit.ask(root)).isNotEqualTo(before);
    assertThat(kit.ask("SELECT id, a, quote(g) FROM t")).isEqualTo("1|x|'0'");
  }

  @Test
  void aTextColumnWithANumberAsDefaultHoldsTextBesideADateToo() throws Exception {
    String wanted =
        "CREATE TABLE t (id INTEGER PRIMARY KEY, g TEXT DEFAULT TRUE, d TEXT DEFAULT CURRENT_DATE)";
    Kit kit = Kit.declared(base, wanted);
    kit.has("CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2)");

    List<ActionPlan> done = kit.heal();
    kit.has("INSERT INTO t (id) VALUES (3)");

    assertThat(kit.ask("SELECT DISTINCT quote(g) FROM t")).isEqualTo("'1'");
    assertThat(kit.ask("PRAGMA integrity_check")).isEqualTo("ok");
    kit.has("DELETE FROM t WHERE id = 3");
    kit.undo(done.get(1));
    kit.undo(done.get(0));
    assertThat(kit.ask("SELECT * FROM t")).isEqualTo("1\n2");
  }
}
