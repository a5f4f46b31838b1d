package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.healing.api.act.ActionPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Six applications, of each of which every part is lost in turn. */
class SchemasTest {
  @TempDir Path base;

  private record Loss(String name, String sql, String table, String column) {}

  @TestFactory
  Stream<DynamicTest> everyLostPartComesBackAndIsTakenBack() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : List.of("shop", "wiki", "sensors", "library", "ledger", "mail")) {
      for (Loss loss : losses(name)) {
        tests.add(dynamicTest(name + ": " + loss.name, () -> lostAndHealed(name, loss)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(80);
    return tests.stream();
  }

  private List<Loss> losses(String name) throws Exception {
    Path file = base.resolve(name + "-fresh.db");
    Kit.run(file, text(name, "schema"));
    List<Loss> losses = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      Schema schema = Schema.of(connection);
      for (Table table : schema.tables().values()) {
        String drop = "DROP TABLE " + Names.quoted(table.name());
        losses.add(new Loss("table " + table.name(), drop, table.name(), ""));
        for (Column column : table.columns().values()) {
          String alter =
              "ALTER TABLE "
                  + Names.quoted(table.name())
                  + " DROP COLUMN "
                  + Names.quoted(column.name());
          if (droppable(file, alter)) {
            String what = "column " + table.name() + "." + column.name();
            losses.add(new Loss(what, alter, table.name(), column.name()));
          }
        }
      }
      for (Part index : schema.parts("index")) {
        losses.add(
            new Loss("index " + index.name(), "DROP INDEX " + Names.quoted(index.name()), "", ""));
      }
    }
    return losses;
  }

  /** SQLite itself drops no column on which something else depends. */
  private boolean droppable(Path file, String alter) throws IOException, SQLException {
    Path copy = base.resolve("try.db");
    Files.deleteIfExists(copy);
    Files.copy(file, copy);
    try {
      Kit.run(copy, alter);
      return true;
    } catch (SQLException dependedOn) {
      return false;
    }
  }

  private void lostAndHealed(String name, Loss loss) throws Exception {
    Path folder = Files.createTempDirectory(base, name);
    Kit kit = Kit.declared(folder, text(name, "schema"));
    kit.has(text(name, "schema") + text(name, "rows"));
    String full = content(kit, loss);
    kit.has(loss.sql);
    String lost = everything(kit);
    assertThat(kit.check().findings()).hasSize(1);

    if (kit.wishes().isEmpty()) {
      assertThat(kit.only().hint()).startsWith("Add it by hand: it is NOT NULL without a default");
      return;
    }
    List<ActionPlan> plans = kit.heal();

    assertThat(kit.check().findings()).isEmpty();
    assertThat(shape(kit.file())).isEqualTo(freshShape(name));
    assertThat(content(kit, loss)).isEqualTo(full);
    assertThat(kit.ask("PRAGMA integrity_check")).isEqualTo("ok");

    assertThat(plans).hasSize(1);
    kit.undo(plans.get(0));
    assertThat(everything(kit)).isEqualTo(lost);
  }

  private static String text(String name, String what) throws IOException {
    String file = "/schemas/" + name + "-" + what + ".sql";
    try (InputStream in = SchemasTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Every table with its columns in the order of their names, every index, view and trigger. */
  private static TreeSet<String> shape(Path file) throws SQLException {
    TreeSet<String> shape = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      Schema schema = Schema.of(connection);
      schema
          .tables()
          .values()
          .forEach(
              table -> {
                TableText text = new TableText(table.sql());
                shape.add(table.name() + new TreeSet<>(text.entries()) + text.options());
              });
      schema.parts().values().forEach(part -> shape.add(part.toString()));
    }
    return shape;
  }

  private TreeSet<String> freshShape(String name) throws SQLException {
    return shape(base.resolve(name + "-fresh.db"));
  }

  /** What is kept outside of what is lost: all rows with their row ids. */
  private static String content(Kit kit, Loss loss) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + kit.file())) {
      for (Table table : new TreeMap<>(Schema.of(connection).tables()).values()) {
        if (loss.column.isEmpty() && table.name().equals(loss.table)) {
          continue;
        }
        TreeSet<String> columns = new TreeSet<>();
        for (Column column : table.columns().values()) {
          if (!column.name().equals(loss.column)) {
            columns.add(Names.quoted(column.name()));
          }
        }
        if (!new TableText(table.sql()).options().contains("without rowid")) {
          columns.add("rowid");
        }
        String query =
            "SELECT " + String.join(",", columns) + " FROM " + Names.quoted(table.name());
        all.append(table.name())
            .append('\n')
            .append(kit.ask(query + " ORDER BY 1, 2"))
            .append('\n');
      }
    }
    return all + sequences(kit, loss);
  }

  private static String sequences(Kit kit, Loss loss) throws SQLException {
    boolean kept = kit.ask("SELECT name FROM sqlite_schema").contains("sqlite_sequence");
    String query = "SELECT name, seq FROM sqlite_sequence WHERE name <> ";
    return kept ? kit.ask(query + Names.literal(loss.table) + " ORDER BY name") : "";
  }

  private static String everything(Kit kit) throws SQLException {
    return shape(kit.file()) + content(kit, new Loss("", "", "", "none"));
  }
}
