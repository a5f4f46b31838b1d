package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftAloneTest {
  @TempDir Path base;

  @Test
  void aTableThatOnlySoundsLikeOneOfOursIsMended() throws Exception {
    Kit kit = Kit.declared(base, "CREATE TABLE healing_potions (id INTEGER PRIMARY KEY, a TEXT);");
    kit.has("CREATE TABLE other (x)");
    assertThat(kit.codes()).containsExactly("database.table_missing app.db#healing_potions");

    kit.heal();

    assertThat(kit.codes()).isEmpty();
  }

  @Test
  void whatIsLeftOutIsTold() throws Exception {
    Kit kit =
        Kit.declared(
            base, "CREATE TABLE Healing_Journal (id); CREATE TABLE databasechangelog (id, x);");
    kit.has("CREATE TABLE databasechangelog (id)");

    assertThat(kit.codes()).isEmpty();
    assertThat(kit.check().noData().values())
        .containsExactlyInAnyOrder(
            "left out: the table Healing_Journal is kept by Flyway, Liquibase or Healing, and only"
                + " they change it",
            "left out: the table databasechangelog is kept by Flyway, Liquibase or Healing, and"
                + " only they change it");
  }

  @Test
  void allTablesThatTheStoreMakesAreKnown() throws Exception {
    Set<String> made = new TreeSet<>();
    Path file = base.resolve("healing.db");
    SqliteHealingStore.open(file).close();
    String ours =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'healing!_%' ESCAPE '!'";
    made.addAll(List.of(Kit.ask(file, ours).split("\n")));
    made.add("healing_job_runs");

    assertThat(Names.OWN).containsExactlyInAnyOrderElementsOf(made);
  }
}
