package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepairsTest {
  private static final String ROWS = "INSERT INTO t (id, a) VALUES (1, 'x'), (5, 'y');";
  private static final String T = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);";

  @TempDir Path base;

  private static String with(String column) {
    return "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, " + column + ");";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "b TEXT; null,null",
        "b INTEGER NOT NULL DEFAULT 7; 7,7",
        "b TEXT DEFAULT (a); ",
        "b TEXT DEFAULT (upper('x')); X,X",
        "b INTEGER AS (id * 2) STORED; 2,10",
        "b INTEGER AS (id * 2); 2,10",
        "b INTEGER AS (id * 2) STORED NOT NULL; 2,10",
        "b TEXT UNIQUE; null,null",
        "b INTEGER DEFAULT 1 REFERENCES t (id); 1,1",
        "b TEXT DEFAULT 'it''s' COLLATE NOCASE CHECK (b <> ')'); it's,it's",
        "b INT DEFAULT '7' CHECK (typeof(b) = 'integer'); 7,7",
        "b INT DEFAULT 3 CHECK (b < id OR a = 'x'); 3,3",
        "b INT CHECK (b > 0); null,null",
        "b INT AS (id - 1) STORED CHECK (b >= 0); 0,4",
        "\"b\" DEFAULT (CASE WHEN 1 THEN 'END' END); END,END",
      })
  void whatAlterTableCannotAddIsAddedAllTheSame(String definition, String values) throws Exception {
    if (values == null) {
      assertThat(Kit.declared(base, with(definition)).has(T).codes())
          .containsExactly("database.schema_invalid app.db");
      return;
    }
    Kit kit = Kit.declared(base, with(definition)).has(T + ROWS);
    assertThat(kit.codes()).containsExactly("database.column_missing app.db#t.b");

    ActionPlan done = kit.heal().get(0);

    assertThat(kit.codes()).isEmpty();
    assertThat(kit.ask("SELECT coalesce(b, 'null') FROM t").replace("\n", ",")).isEqualTo(values);
    kit.undo(done);
    assertThat(kit.ask("SELECT * FROM t")).isEqualTo("1|x\n5|y");
    assertThat(Tokens.meaning(kit.ask("SELECT sql FROM sqlite_schema WHERE name = 't'") + ";"))
        .isEqualTo(Tokens.meaning(T));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "b TEXT NOT NULL; NOT NULL without a default",
        "b TEXT UNIQUE DEFAULT 'x'; UNIQUE with a default",
        "b INT DEFAULT -1 CHECK (b > 0); its default -1 does not pass its own CHECK (b > 0)",
        "b TEXT DEFAULT '7' CHECK (typeof(b) = 'integer'); its default '7' does not pass its own",
        "b INT DEFAULT 2 CHECK (b < id OR \"a\" = 'y'); its default 2 does not pass its own CHECK",
        "b INT DEFAULT CURRENT_DATE CHECK (b = 1); its default CURRENT_DATE does not pass its own",
        "b INT AS (\"id\" - 1) STORED CHECK (b > 0); what it is made of does not pass its own",
      })
  void whatCannotBeKnownIsToldAndNotGuessed(String definition, String why) throws Exception {
    Kit kit = Kit.declared(base, with(definition)).has(T + ROWS);

    assertThat(kit.only().hint()).startsWith("Add it by hand").contains(why);
    assertThat(kit.wishes()).isEmpty();
    ActionRequest anyway = column("t", "b", definition);
    assertThatThrownBy(() -> kit.schema.plan(kit.asked(anyway))).hasMessageContaining(why);

    kit.has("DELETE FROM t");
    kit.heal();
    assertThat(kit.codes()).isEmpty();
  }

  @Test
  void aColumnOfThePrimaryKeyIsTold() throws Exception {
    Kit kit = Kit.declared(base, "CREATE TABLE t (a TEXT, id INTEGER PRIMARY KEY)");
    kit.has("CREATE TABLE t (a TEXT)");

    assertThat(kit.check().findings())
        .anySatisfy(finding -> assertThat(finding.hint()).contains("primary key"));
    assertThat(kit.wishes()).isEmpty();
  }

  private ActionRequest column(String table, String column, String definition) {
    return ActionRequest.of(
            ActionType.ADD_COLUMN, Target.sqlite(base.resolve("app.db"), table + "." + column))
        .with("table", table)
        .with("column", column)
        .with("definition", definition);
  }

  @Test
  void aRebuildKeepsExtraColumnsOtherDriftTriggersViewsAndForeignKeys() throws Exception {
    Kit kit = Kit.declared(base, with("b TEXT DEFAULT CURRENT_TIMESTAMP"));
    kit.has(
        """
        PRAGMA foreign_keys = ON;
        CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR, extra TEXT, -- kept
          CONSTRAINT c CHECK (id > 0));
        CREATE TABLE child (t INTEGER REFERENCES t (id) ON DELETE CASCADE);
        CREATE TABLE log (what TEXT);
        CREATE INDEX e ON t (extra) WHERE extra IS NOT NULL;
        CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END;
        CREATE VIEW v AS SELECT a, extra FROM t;
        INSERT INTO t VALUES (1, 'x', 'e'), (9, 'y', NULL);
        INSERT INTO child VALUES (1), (9);
        CREATE TRIGGER other AFTER INSERT ON child BEGIN UPDATE t SET a = 'child' WHERE id = new.t; END;
        """);
    String before = kit.ask("SELECT type, name, tbl_name FROM sqlite_schema ORDER BY name");

    List<ActionPlan> done = kit.heal();

    assertThat(kit.ask("SELECT type, name, tbl_name FROM sqlite_schema ORDER BY name"))
        .isEqualTo(before);
    assertThat(kit.ask("SELECT id, a, extra, b > '2020' FROM t")).isEqualTo("1|x|e|1\n9|y|null|1");
    assertThat(kit.ask("SELECT sql FROM sqlite_schema WHERE name = 'child'"))
        .contains("REFERENCES t (id)");
    assertThat(kit.ask("SELECT count(*) FROM child JOIN t ON t.id = child.t")).isEqualTo("2");
    assertThat(kit.codes())
        .containsExactlyInAnyOrder("database.drift app.db#t", "database.drift app.db#t.a");
    kit.has("INSERT INTO child VALUES (1); INSERT INTO t (a, b) VALUES ('new', 'mine')");
    assertThat(kit.ask("SELECT a FROM v")).isEqualTo("child\ny\nnew");
    assertThat(kit.ask("SELECT * FROM log")).isEqualTo("x\ny\nnew");
    assertThatThrownBy(() -> kit.undo(done.get(0))).hasMessageContaining("t.b is in use");
  }

  @Test
  void everyKindOfDriftIsToldAndNothingIsRewritten() throws Exception {
    Kit kit =
        Kit.declared(
            base,
            """
            CREATE TABLE p (id INTEGER PRIMARY KEY);
            CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT, b INTEGER NOT NULL, c TEXT DEFAULT 'x',
              d TEXT UNIQUE, e INTEGER REFERENCES p (id), f INTEGER CHECK (f > 0), g INTEGER AS (f + 1),
              h TEXT COLLATE NOCASE);
            CREATE TABLE w (k TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
            CREATE INDEX i ON t (a);
            CREATE VIEW v AS SELECT a FROM t;
            CREATE VIEW gone AS SELECT 1;
            CREATE TRIGGER tr AFTER INSERT ON p BEGIN SELECT 1; END;
            """);
    kit.has(
        """
        CREATE TABLE p (id INTEGER PRIMARY KEY);
        CREATE TABLE t (id INTEGER, a BLOB, b INTEGER, c TEXT DEFAULT 'y',
          d TEXT, e INTEGER, f INTEGER, g INTEGER AS (f + 2), h TEXT, PRIMARY KEY (id, a));
        CREATE TABLE w (k TEXT PRIMARY KEY);
        CREATE INDEX i ON t (b);
        CREATE VIEW v AS SELECT b FROM t;
        CREATE TRIGGER tr AFTER DELETE ON p BEGIN SELECT 1; END;
        """);
    byte[] before = Files.readAllBytes(kit.file());

    assertThat(kit.codes())
        .allMatch(code -> code.startsWith("database.drift "))
        .map(code -> code.substring(22))
        .containsExactlyInAnyOrder(
            "t",
            "t.a",
            "t.b",
            "t.c",
            "t.g",
            "t.h",
            "w",
            "w.k",
            "index:i",
            "view:v",
            "view:gone",
            "trigger:tr");
    List<Finding> findings = kit.check().findings();
    assertThat(findings).extracting(Finding::severity).containsOnly(ErrorSeverity.MEDIUM);
    assertThat(findings.stream().map(Finding::message).filter(m -> m.contains("The table t ")))
        .singleElement()
        .asString()
        .contains("primary key")
        .contains("AUTOINCREMENT")
        .contains("lacks UNIQUE [d]")
        .contains("lacks FOREIGN KEY [e] REFERENCES p [id]")
        .contains("lacks CHECK ( f > 0 )");
    assertThat(kit.wishes()).isEmpty();
    assertThat(Files.readAllBytes(kit.file())).isEqualTo(before);
  }

  @Test
  void tablesOfOthersAndWhatIsNotDeclaredAreNoFinding() throws Exception {
    Kit kit =
        Kit.declared(
            base,
            T
                + "CREATE TABLE flyway_schema_history (installed_rank INTEGER, x TEXT);"
                + "CREATE TABLE schema_version (installed_rank INTEGER, y);"
                + "CREATE TABLE DATABASECHANGELOG (id); CREATE TABLE databasechangeloglock (id);"
                + "CREATE TABLE healing_reviews (id); CREATE INDEX fx ON flyway_schema_history (x);");
    kit.has(
        T + "CREATE TABLE extra (a); CREATE INDEX ea ON extra (a); ALTER TABLE t ADD COLUMN more");
    kit.has("CREATE TABLE flyway_schema_history (installed_rank INTEGER)");

    assertThat(kit.codes()).isEmpty();
  }

  @Test
  void anIndexOnAColumnThatIsMissingTooIsPlannedBeforehandAndMadeAfterwards() throws Exception {
    Kit kit =
        Kit.declared(
            base,
            with("b TEXT")
                + "CREATE TABLE u (x);"
                + "CREATE INDEX tb ON t (b); CREATE INDEX ux ON u (x);");
    kit.has(T + ROWS);

    List<ActionRequest> wishes = kit.wishes();
    assertThat(wishes)
        .extracting(wish -> wish.type().word())
        .containsExactly("create_table", "add_column", "create_index");
    wishes.forEach(wish -> kit.schema.plan(kit.asked(wish)));
    wishes.forEach(kit::apply);

    assertThat(kit.codes()).isEmpty();
  }

  @Test
  void aRowThatWouldPointToNothingStopsTheRepair() throws Exception {
    Kit kit = Kit.declared(base, with("b INTEGER DEFAULT 77 REFERENCES t (id)")).has(T + ROWS);

    assertThatThrownBy(kit::heal).hasMessageContaining("point to rows that are not there");

    assertThat(kit.ask("SELECT * FROM t")).isEqualTo("1|x\n5|y");
  }

  @Test
  void aWishThatWouldDoSomethingElseIsRefused() throws Exception {
    Kit kit = Kit.declared(base, T).has(T + ROWS);
    ActionRequest table =
        ActionRequest.of(ActionType.CREATE_TABLE, Target.sqlite(kit.file(), "u"))
            .with("table", "u");
    List<ActionRequest> bad =
        List.of(
            column("t", "b", "b TEXT); DROP TABLE t; --"),
            column("t", "b", "b TEXT, c TEXT"),
            column("t", "b", "c TEXT"),
            table.with("sql", "DROP TABLE t"),
            table.with("sql", "CREATE TABLE u (a); DROP TABLE t"),
            table.with("sql", "CREATE TABLE v (a)"),
            table.with("sql", "CREATE TABLE u (a)").with("with.0001", "DELETE FROM t"),
            table
                .with("sql", "CREATE TABLE u (a)")
                .with("with.0001", "INSERT INTO t VALUES (9, '')"),
            table.with("sql", "CREATE TABLE u (a)").with("with.0001", "CREATE INDEX x ON t (a)"),
            table.with("sql", "CREATE TABLE u AS SELECT readfile('/etc/passwd')"));

    for (ActionRequest wish : bad) {
      assertThatThrownBy(() -> kit.schema.plan(kit.asked(wish)))
          .isInstanceOf(HealingException.class);
    }
  }

  @Test
  void aLongNameHasASubjectOfItsOwn() throws Exception {
    String name = "n".repeat(220);
    Kit kit = Kit.declared(base, "CREATE TABLE " + name + "a (x); CREATE TABLE " + name + "b (x)");
    kit.has("CREATE TABLE other (x)");

    assertThat(kit.check().findings())
        .extracting(Finding::subject)
        .doesNotHaveDuplicates()
        .hasSize(2);
    kit.heal();
    assertThat(kit.codes()).isEmpty();
  }
}
