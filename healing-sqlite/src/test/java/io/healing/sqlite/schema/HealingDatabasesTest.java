package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealingDatabasesTest {
  private static final String SHOP =
      """
      CREATE TABLE product (id INTEGER PRIMARY KEY, name TEXT NOT NULL, -- the name
        price REAL DEFAULT 0, updated_at DATETIME DEFAULT CURRENT_TIMESTAMP);
      CREATE TABLE tick (id INTEGER PRIMARY KEY AUTOINCREMENT, sku TEXT, ts TEXT);
      CREATE INDEX tick_by_sku ON tick (sku);
      """;

  @TempDir Path base;

  @Test
  void aDatabaseAsDeclaredIsClearInAllItsParts() throws Exception {
    Kit kit = Kit.declared(base, SHOP).has(SHOP);

    assertThat(kit.check().findings()).isEmpty();
    assertThat(kit.check().seen())
        .containsEntry(Subject.environment("app.db"), "2 tables as declared");
    assertThat(kit.check().clear())
        .contains(
            Subject.environment("app.db#product"),
            Subject.environment("app.db#product.price"),
            Subject.environment("app.db#index:tick_by_sku"));
    assertThat(kit.files()).containsExactly("app.db", "schema.sql");
  }

  @Test
  void aMissingTableIsFoundAndMade() throws Exception {
    Kit kit =
        Kit.declared(base, SHOP)
            .has(
                "CREATE TABLE product (id INTEGER PRIMARY KEY, "
                    + "name TEXT NOT NULL, price REAL DEFAULT 0, updated_at DATETIME DEFAULT CURRENT_TIMESTAMP)");
    assertThat(kit.codes()).containsExactly("database.table_missing app.db#tick");

    List<ActionPlan> done = kit.heal();

    assertThat(kit.codes()).isEmpty();
    kit.has("INSERT INTO tick (sku, ts) VALUES ('a', 'now')");
    assertThat(kit.ask("SELECT name FROM sqlite_schema WHERE type = 'index'"))
        .isEqualTo("tick_by_sku");
    assertThatThrownBy(() -> kit.undo(done.get(0)))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("The table tick holds 1 row");
    kit.has("DELETE FROM tick");
    kit.undo(done.get(0));
    assertThat(kit.codes()).containsExactly("database.table_missing app.db#tick");
  }

  @Test
  void aTimeIsAddedToRowsThatAreThere() throws Exception {
    Kit kit = Kit.declared(base, SHOP);
    kit.has(
        SHOP
            + "INSERT INTO product (id, name) VALUES (7, 'x'), (9, 'y');"
            + "ALTER TABLE product DROP COLUMN updated_at");
    String before = kit.ask("SELECT * FROM product");

    List<ActionPlan> done = kit.heal();

    assertThat(kit.codes()).isEmpty();
    assertThat(
            kit.ask(
                "SELECT count(*), count(DISTINCT updated_at), sum(id) FROM product"
                    + " WHERE updated_at LIKE '20__-__-__ __:__:__'"))
        .isEqualTo("2|1|16");
    kit.undo(done.get(0));
    assertThat(kit.ask("SELECT * FROM product")).isEqualTo(before);
    assertThat(
            Files.list(base.resolve(".healing/backups")).filter(f -> f.toString().endsWith(".db")))
        .hasSize(1);
  }
}
