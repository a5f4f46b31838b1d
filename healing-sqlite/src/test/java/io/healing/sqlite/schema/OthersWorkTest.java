package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.act.ActionPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An undo takes away what was added, and nothing that others made since. */
class OthersWorkTest {
  private static final String T = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);";
  private static final String ROWS = "INSERT INTO t (id, a) VALUES (1, 'x'), (5, 'y');";

  @TempDir Path base;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE VIRTUAL TABLE notes USING fts5(body);",
        "CREATE VIRTUAL TABLE notes USING fts5(body, content='');",
        "CREATE VIRTUAL TABLE notes USING fts4(body);",
      })
  void aMadeDatabaseStaysWhenRowsAreOnlyInAVirtualTable(String notes) throws Exception {
    Kit kit = Kit.declared(base, T + notes);
    kit.create = true;
    ActionPlan done = kit.heal().get(0);
    kit.has("INSERT INTO notes (rowid, body) VALUES (1, 'mine')");

    assertThatThrownBy(() -> kit.undo(done)).hasMessageContaining("it was not deleted");

    assertThat(kit.ask("SELECT rowid FROM notes WHERE notes MATCH 'mine'")).isEqualTo("1");
  }

  @Test
  void aMadeVirtualTableGoesAsLongAsItHoldsWhatCameWithIt() throws Exception {
    Kit kit =
        Kit.declared(
            base,
            T
                + "CREATE VIRTUAL TABLE notes USING fts5(body);"
                + "INSERT INTO notes (body) VALUES ('first');");
    kit.has(T);
    ActionPlan done = kit.heal().get(0);
    kit.has("UPDATE notes SET body = 'mine'");

    assertThatThrownBy(() -> kit.undo(done)).hasMessageContaining("The table notes holds 1 row,");

    kit.has("DROP TABLE notes");
    kit.apply(done);
    kit.undo(done);
    assertThat(kit.ask("SELECT name FROM sqlite_schema")).isEqualTo("t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "CREATE INDEX mine ON s (k DESC) # index",
        "CREATE TRIGGER mine AFTER INSERT ON S BEGIN SELECT 2; END # trigger",
      })
  void aMadeTableStaysWithWhatOthersAddedToIt(String sql, String type) throws Exception {
    String own =
        "CREATE TABLE s (k TEXT); CREATE INDEX s_k ON s (k);"
            + "CREATE TRIGGER s_i AFTER INSERT ON s BEGIN SELECT 1; END;";
    Kit kit = Kit.declared(base, T + own).has(T);
    ActionPlan done = kit.heal().get(0);
    kit.has(sql);

    assertThatThrownBy(() -> kit.undo(done))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("The table s has the " + type + " mine, which did not come with it")
        .hasMessageContaining("Drop the " + type + " first");

    kit.has("DROP " + type + " mine");
    kit.undo(done);
    assertThat(kit.ask("SELECT name FROM sqlite_schema")).isEqualTo("t");
  }

  @Test
  void manyRepairsKeepTheirUndo() throws Exception {
    Kit kit = Kit.declared(base, "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b DEFAULT 'f')");
    kit.has(T + ROWS);
    ActionPlan done = kit.heal().get(0);
    for (int i = 0; i < 250; i++) {
      new Folder(base).keepReceipt("another" + i, "all NULL");
    }

    kit.undo(done);

    assertThat(kit.ask("SELECT * FROM t")).isEqualTo("1|x\n5|y");
    assertThat(receipts()).hasSize(250);
  }

  private List<Path> receipts() throws Exception {
    try (var all = Files.list(base.resolve(".healing/backups"))) {
      return all.filter(file -> file.toString().endsWith(".receipt")).toList();
    }
  }

  @Test
  void aLostReceiptIsCalledSo() throws Exception {
    Kit kit =
        Kit.declared(
            base,
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT DEFAULT 'f');"
                + "CREATE TABLE s (k); INSERT INTO s VALUES (1);");
    kit.has(T + ROWS);
    List<ActionPlan> done = kit.heal();
    for (Path receipt : receipts()) {
      Files.delete(receipt);
    }

    assertThatThrownBy(() -> kit.undo(done.get(0)))
        .hasMessageContaining("when the table s was made is gone")
        .hasMessageContaining("nothing was taken away");
    assertThatThrownBy(() -> kit.undo(done.get(1)))
        .hasMessageContaining("when the column t.b was made is gone");
    assertThat(kit.ask("SELECT b FROM t")).isEqualTo("f\nf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "b TEXT; 0",
        "b TEXT UNIQUE; 0",
        "b TEXT; 1",
      })
  void whatIsBrokenElsewhereStaysAsItIs(String definition, int used) throws Exception {
    String broken =
        "CREATE TABLE gone (x);"
            + "CREATE VIEW broken AS SELECT x FROM gone;"
            + "CREATE TRIGGER on_view INSTEAD OF INSERT ON broken BEGIN SELECT 1; END;"
            + "CREATE TRIGGER on_t AFTER DELETE ON t BEGIN INSERT INTO gone VALUES (1); END;"
            + "DROP TABLE gone;"
            + "CREATE VIEW fine AS SELECT a FROM t;";
    Kit kit =
        Kit.declared(base, "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, " + definition + ")")
            .has(T + ROWS + broken);
    String before =
        kit.ask(
            "SELECT name, sql FROM sqlite_schema WHERE type <> 'table' AND name NOT LIKE 'sqlite%' ORDER BY name");
    ActionPlan done = kit.heal().get(0);

    if (used == 1) {
      kit.has("CREATE VIEW user AS SELECT b FROM t");
      assertThatThrownBy(() -> kit.undo(done))
          .hasMessageContaining("error in view user after drop");
      kit.has("DROP VIEW user");
    }
    kit.undo(done);

    assertThat(
            kit.ask(
                "SELECT name, sql FROM sqlite_schema WHERE type <> 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"))
        .isEqualTo(before);
    assertThat(kit.ask("SELECT * FROM t")).isEqualTo("1|x\n5|y");
  }
}
