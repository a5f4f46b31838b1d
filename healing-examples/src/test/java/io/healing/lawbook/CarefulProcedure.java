package io.healing.lawbook;

import io.healing.api.PluginState;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.VerificationState;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSchedule;
import io.healing.api.review.SuggestionSeverity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A job that fails until its files are careful, and the procedure that makes them so. */
abstract class CarefulProcedure {
  static final String JOB = "import";
  static final String OWNER = "healing.procedure";
  static final String FIRST = "first.properties";
  static final String SECOND = "second.properties";
  static final String BAD = "mode=fast\n";
  static final String GOOD = "mode=careful\n";
  static final int PHASE = 8;

  @TempDir Path home;

  ProcedureStep edit(String file) {
    return ProcedureStep.of("edit_config", "Let " + file + " be careful.")
        .withTarget("file:" + home.resolve(file))
        .withParameters(Map.of("content", GOOD));
  }

  static ProcedureSpec careful(ProcedureStep... steps) {
    return ProcedureSpec.of("be_careful", "The import hurries.", steps).forFindings("job.failed");
  }

  JobConfig job(SuggestionSeverity bar) {
    SelfHealingConfig standard = SelfHealingConfig.defaults();
    JobDefinition job =
        JobDefinition.of(JOB)
            .withSchedule(new JobSchedule.Every(Duration.ofHours(1)))
            .withFiles(List.of(home.resolve(FIRST), home.resolve(SECOND)));
    return JobConfig.of(job)
        .withSelfHealing(
            standard
                .withEnabled(true)
                .withSuggestions(standard.suggestions().withMinSeverityForApproval(bar))
                .withRemediation(
                    standard
                        .remediation()
                        .withAllowedActions(List.of("edit_config", "vendor.shake"))));
  }

  House.Plan plan(SuggestionSeverity bar, ProcedureSpec... specs) {
    return House.in(home).job(job(bar)).root(root -> root.withRecoveryProcedures(List.of(specs)));
  }

  House opened(House.Plan plan, String... needed) {
    House house = plan.open();
    house.runner.does(JOB, log -> work(house, needed));
    return house;
  }

  private static void work(House house, String... needed) {
    if (!Arrays.stream(needed).allMatch(file -> house.read(file).equals(GOOD))) {
      IllegalStateException odd = new IllegalStateException("odd");
      odd.setStackTrace(new StackTraceElement[0]);
      throw odd;
    }
  }

  static void happen(House house, String first, String second) {
    house.write(FIRST, first);
    house.write(SECOND, second);
    house.tick(Duration.ofMinutes(1)).run(JOB).tick(Duration.ofSeconds(31));
  }

  static List<VerificationState> judged(House house) {
    return house.admin().actions().stream()
        .map(entry -> entry.detail().verification().state())
        .toList();
  }

  static List<String> course(House house) {
    return house.store.states().all(OWNER).values().stream()
        .findFirst()
        .map(state -> Arrays.asList(state.text().split("\n", -1)))
        .orElse(List.of());
  }

  static PluginState state(List<String> row) {
    return new PluginState(1, String.join("\n", row));
  }
}
