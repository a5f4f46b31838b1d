package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LostDatabaseTest {
  private static final String DDL = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);";
  private static final String MANY =
      "INSERT INTO t (a) WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
          + " SELECT hex(randomblob(200)) FROM n";

  @TempDir Path base;

  /** Leaves only the log of a database in which rows were written. */
  private Path lost(Kit kit, String suffix) throws Exception {
    boolean wal = suffix.equals("-wal");
    Path log = base.resolve("app.db" + suffix);
    kit.has("PRAGMA journal_mode = " + (wal ? "WAL" : "DELETE") + ";" + DDL);
    byte[] left;
    try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + kit.file());
        Statement statement = open.createStatement()) {
      statement.executeUpdate("PRAGMA cache_size = 2");
      statement.executeUpdate(wal ? "SELECT 1" : "BEGIN");
      statement.executeUpdate(MANY);
      left = Files.readAllBytes(log);
    }
    Files.delete(kit.file());
    Files.write(log, left);
    return log;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-wal", "-journal"})
  void aDatabaseIsNotMadeOverTheLogOfALostOne(String suffix) throws Exception {
    Kit kit = Kit.declared(base, DDL);
    kit.create = true;
    ActionPlan before = kit.schema.plan(kit.asked(kit.wishes().get(0)));
    Path log = lost(kit, suffix);
    byte[] bytes = Files.readAllBytes(log);

    assertThat(kit.only().id()).isEqualTo("database.lost");
    assertThat(kit.only().message())
        .isEqualTo(
            "The database app.db is not there, and data of a lost database lies in app.db"
                + suffix);
    assertThat(kit.only().hint())
        .isEqualTo("Restore the file of the database, or move what lies there away");
    assertThat(kit.wishes()).isEmpty();
    assertThat(kit.inspect(before, Moment.BEFORE_APPLY)).isEqualTo(Inspection.OTHER);
    assertThatThrownBy(() -> kit.schema.plan(kit.asked(before.request())))
        .hasMessageContaining("data of a lost database lies in app.db" + suffix);
    assertThatThrownBy(() -> kit.schema.apply(before, kit.asked(before.request())))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("data of a lost database lies in app.db" + suffix);
    assertThat(kit.file()).doesNotExist();
    assertThat(log).hasBinaryContent(bytes);
  }

  @Test
  void anEmptyLogHoldsNothingAndStopsNothing() throws Exception {
    Kit kit = Kit.declared(base, DDL);
    kit.create = true;
    Files.createFile(base.resolve("app.db-wal"));

    kit.heal();

    assertThat(kit.codes()).isEmpty();
  }

  @Test
  void whereTheFileSystemHasNoLinksTheFileIsMoved() throws Exception {
    Path aside = Files.writeString(base.resolve("aside"), "new");
    Path path = base.resolve("app.db");

    MakeDatabase.put(aside, path, LostDatabaseTest::refused);
    assertThat(path).hasContent("new");

    Files.writeString(aside, "newer");
    assertThatThrownBy(() -> MakeDatabase.put(aside, path, LostDatabaseTest::refused))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(path).hasContent("new");
  }

  /** As link() answers on vfat and exFAT. */
  private static Path refused(Path link, Path file) throws IOException {
    throw new FileSystemException(link.toString(), file.toString(), "Operation not permitted");
  }
}
