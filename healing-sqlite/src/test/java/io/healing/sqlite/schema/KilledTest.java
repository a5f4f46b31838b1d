package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that repairs is killed at a step; the database is old or new. */
class KilledTest {
  private static final String OLD =
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);"
          + "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 20000)"
          + " INSERT INTO t SELECT n, 'row number ' || n FROM c;";
  private static final String NEW =
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT DEFAULT CURRENT_TIMESTAMP);";

  @TempDir Path base;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "opened",
        "locked",
        "copied",
        "backed up",
        "made",
        "checked",
        "committed",
        "remembered"
      })
  void aColumnIsThereWholeOrNotAtAll(String step) throws Exception {
    for (String mode : List.of("DELETE", "WAL")) {
      Path folder = Files.createDirectory(base.resolve(mode));
      Kit kit = Kit.declared(folder, NEW).has("PRAGMA journal_mode = " + mode + ";" + OLD);
      ActionRequest wish = kit.wishes().get(0);
      ActionPlan plan = kit.schema.plan(kit.asked(wish));

      killed(kit, step);

      boolean done = step.equals("committed") || step.equals("remembered");
      assertThat(kit.inspect(plan, Moment.AFTER_CRASH))
          .isEqualTo(done ? Inspection.AFTER : Inspection.BEFORE);
      assertThat(kit.ask("PRAGMA integrity_check")).isEqualTo("ok");
      assertThat(kit.ask("SELECT count(*), sum(id), sum(length(a)) FROM t"))
          .isEqualTo("20000|200010000|308894");
      kit.heal();
      assertThat(kit.codes()).isEmpty();
      assertThat(kit.ask("SELECT count(b) FROM t")).isEqualTo("20000");
      kit.undo(plan);
      assertThat(Files.list(folder.resolve(".healing/backups")).map(Path::toString))
          .noneMatch(file -> file.endsWith("part"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"opened", "filled", "synced", "placed"})
  void aDatabaseIsThereWholeOrNotAtAll(String step) throws Exception {
    Kit kit = Kit.declared(base, OLD);
    kit.create = true;
    ActionPlan plan = kit.schema.plan(kit.asked(kit.wishes().get(0)));

    killed(kit, step);

    boolean done = step.equals("placed");
    assertThat(kit.inspect(plan, Moment.AFTER_CRASH))
        .isEqualTo(done ? Inspection.AFTER : Inspection.BEFORE);
    kit.heal();
    assertThat(kit.codes()).isEmpty();
    assertThat(kit.ask("SELECT count(*) FROM t")).isEqualTo("20000");
  }

  private static void killed(Kit kit, String step) throws IOException {
    List<String> arguments = List.of(kit.base.toString(), String.valueOf(kit.create), step);
    Process process = LockChild.java(KilledTest.class, arguments);
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("at the step");
    } finally {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  public static void main(String[] args) {
    Kit kit = new Kit(Path.of(args[0])).withSteps(step -> wait(step.equals(args[2])));
    kit.create = Boolean.parseBoolean(args[1]);
    kit.heal();
  }

  private static void wait(boolean here) {
    if (here) {
      System.out.println("at the step");
      try {
        System.in.read();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
