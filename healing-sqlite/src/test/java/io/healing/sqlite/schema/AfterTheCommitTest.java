package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.ActionPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AfterTheCommitTest {
  private static final String T = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);";
  private static final String WANTED = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b, c);";

  @TempDir Path base;

  @Test
  void aFaultBehindTheCommitDoesNotDenyTheChange() throws Exception {
    Kit plain = Kit.declared(base, WANTED).has(T);
    Kit kit = plain.withSteps(step -> blockLast(plain, step));
    ActionPlan plan = kit.schema.plan(kit.asked(kit.wishes().get(0)));

    String words = kit.apply(plan);

    assertThat(words).startsWith("Backup: .healing/backups/app.db-").contains("; afterwards: ");
    assertThat(kit.codes()).containsExactly("database.column_missing app.db#t.c");
    Files.delete(last(plain).resolve("full"));
    Files.delete(last(plain));
    plain.undo(plan);
    assertThat(kit.ask("SELECT name FROM pragma_table_info('t')")).isEqualTo("id\na");
  }

  /** Puts a full directory in the place of what is remembered after a repair. */
  private static void blockLast(Kit kit, String step) {
    try {
      if (step.equals("committed")) {
        Files.createDirectories(last(kit).resolve("full"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path last(Kit kit) {
    String name = Folder.key(DatabaseFile.of(kit.file()).path()) + "last";
    return kit.base.resolve(".healing/backups").resolve(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void whoWritesRightBehindTheCommitIsNotTakenForUs(String mode) throws Exception {
    Kit plain = Kit.declared(base, WANTED).has("PRAGMA journal_mode = " + mode + ";" + T);
    Kit kit = plain.withSteps(step -> write(plain, step));

    kit.heal();

    List<Path> backups;
    try (Stream<Path> all = Files.list(base.resolve(".healing/backups"))) {
      backups = all.filter(file -> file.toString().endsWith(".db")).sorted().toList();
    }
    assertThat(backups).hasSize(2);
    assertThat(Kit.ask(backups.get(1), "SELECT a FROM t")).isEqualTo("theirs");
  }

  private static void write(Kit kit, String step) {
    try {
      if (step.equals("committed")) {
        kit.has("INSERT INTO t (a) VALUES ('theirs')");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
