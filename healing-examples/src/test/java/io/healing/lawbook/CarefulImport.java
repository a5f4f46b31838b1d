package io.healing.lawbook;

import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Counter;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.HealingEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A job with two files, healed by recovery procedures that the test declares. */
abstract class CarefulImport {
  static final String JOB = "import";
  static final String FIRST = "first.properties";
  static final String SECOND = "second.properties";
  static final String BAD = "mode=fast\n";
  static final String GOOD = "mode=careful\n";

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
    return JobConfig.of(
            JobDefinition.of(JOB).withFiles(List.of(home.resolve(FIRST), home.resolve(SECOND))))
        .withSelfHealing(
            standard
                .withEnabled(true)
                .withSuggestions(standard.suggestions().withMinSeverityForApproval(bar))
                .withRemediation(
                    standard.remediation().withAllowedActions(List.of("edit_config"))));
  }

  House open(ProcedureSpec... specs) {
    return inOrder(House.in(home).job(job(SuggestionSeverity.HIGH)), specs);
  }

  House inOrder(House.Plan plan, ProcedureSpec... specs) {
    House house = plan.root(root -> root.withRecoveryProcedures(List.of(specs))).open();
    house.runner.does(JOB, log -> work(house));
    return house;
  }

  void work(House house) {
    if (!house.read(FIRST).equals(GOOD) || !house.read(SECOND).equals(GOOD)) {
      throw odd();
    }
  }

  /** The same trouble from wherever the test lets the job run. */
  static IllegalStateException odd() {
    IllegalStateException odd = new IllegalStateException("odd");
    odd.setStackTrace(new StackTraceElement[0]);
    return odd;
  }

  /** Both files are bad, and a run fails of it. */
  House broken(ProcedureSpec... specs) {
    House house = open(specs);
    happen(house);
    return house;
  }

  static void happen(House house) {
    house.write(FIRST, BAD);
    house.write(SECOND, BAD);
    house.tick(Duration.ofMinutes(1)).run(JOB).tick(Duration.ofSeconds(31));
  }

  static List<ActionEntry> oldestFirst(House house) {
    List<ActionEntry> all = new ArrayList<>(house.admin().actions());
    Collections.reverse(all);
    return all;
  }

  static List<String> undone(House house) {
    return house.events.stream()
        .filter(event -> event.step() == HealingEvent.Step.UNDONE)
        .map(event -> event.reference() + " " + event.text())
        .toList();
  }

  static RecoveryProcedure row(House house) {
    return house.store.procedures().all().stream()
        .filter(row -> row.errorPattern().equals("job.failed"))
        .filter(row -> row.procedureSteps().size() == 2)
        .findFirst()
        .orElseThrow();
  }

  static Counter counter(House house) {
    Incident any = house.store.incidents().active().get(0);
    return house.store.counters().find(any.key()).orElse(Counter.none(any.key()));
  }

  static void approve(House house) {
    SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
    house.admin().approve(seen.row().id(), House.hash(seen), "anna");
    house.ticks(2, Duration.ofSeconds(6));
  }
}
