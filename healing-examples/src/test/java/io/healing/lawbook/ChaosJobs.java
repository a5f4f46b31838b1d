package io.healing.lawbook;

import io.healing.api.Target;
import io.healing.api.act.AllowedCommand;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.StepCondition;
import io.healing.api.act.StepFailure;
import io.healing.api.config.JobConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.review.SuggestionSeverity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The jobs of a chaos, and how they may be healed. */
record ChaosJobs(Path home) {
  static final List<String> ALL = List.of("auto", "eager", "asks", "watched");

  /** These may be changed without a person; the others only with one's approval. */
  static final Set<String> HEALED = Set.of("auto", "eager");

  /** The file that the only allowed command makes. */
  static final String MADE = "a; touch b";

  /** The only allowed command, as a wish names it. */
  static final String COMMAND = "touch " + MADE;

  private static final int WIDE = 1_000;

  House.Plan plan() {
    House.Plan plan =
        House.in(home)
            .root(
                root ->
                    root.withLimits(limits(root.limits()))
                        .withRecoveryProcedures(List.of(inTurn(), perhaps())));
    ALL.forEach(job -> plan.job(job(job)));
    return plan;
  }

  Path file(String job) {
    return home.resolve(job + ".conf");
  }

  private static LimitsConfig limits(LimitsConfig given) {
    LimitsConfig calm = Changed.in(given, "stormSubjects", WIDE);
    LimitsConfig wide = Changed.in(calm, "blastRadiusSubjects", WIDE);
    LimitsConfig soon = Changed.in(wide, "coolDown", Duration.ofMinutes(1));
    LimitsConfig again = Changed.in(soon, "breakerHalfOpen", Duration.ofHours(1));
    return Changed.in(again, "actionsPerHour", ChaosLaws.ACTIONS_PER_HOUR);
  }

  /** Two changes at once, and a third only where they did not help. */
  private ProcedureSpec inTurn() {
    return ProcedureSpec.of(
            "in_turn",
            "The job failed.",
            mark("p1"),
            write("{incident}"),
            mark("p2").when(StepCondition.STILL_TRUE).withRetries(2))
        .forFindings("job.failed")
        .forSubjects("auto", "asks");
  }

  /** The first may be left out, the last takes its time. */
  private ProcedureSpec perhaps() {
    return ProcedureSpec.of(
            "perhaps",
            "The job failed.",
            mark("q1").withRetries(1).onFailure(StepFailure.CONTINUE),
            write("{incident}-late").withDelay(Duration.ofMinutes(2)))
        .forFindings("job.failed")
        .forSubjects("eager")
        .withSuccessRate(0.9);
  }

  private static ProcedureStep mark(String to) {
    return ProcedureStep.of(ChaosPlugins.MARK.word(), "Mark it " + to + ".")
        .withTarget(ChaosPlugins.SCHEME + ":{subject}")
        .withParameters(Map.of("to", to));
  }

  private ProcedureStep write(String marker) {
    return ProcedureStep.of("edit_config", "Let it say " + marker + ".")
        .withTarget(Target.file(file("{subject}")).toString())
        .withParameters(Map.of("content", ChaosLaws.content(marker)));
  }

  private JobConfig job(String id) {
    AllowedCommand touch = new AllowedCommand(List.of("touch", MADE), List.of("rm", "-f", MADE));
    HealingRemediationConfig may =
        HealingRemediationConfig.defaults()
            .withMaxAttempts(ChaosLaws.ATTEMPTS)
            .withRequireApproval(id.equals("asks"))
            .withAllowedCommands(List.of(touch))
            .withAllowedActions(
                List.of("edit_config", "restart_job", "run_command", ChaosPlugins.MARK.word()));
    SelfHealingConfig healing =
        SelfHealingConfig.defaults()
            .withEnabled(!id.equals("watched"))
            .withSuggestions(
                SuggestionBehaviorConfig.defaults()
                    .withNotifyChannel("log")
                    .withMinSeverityForApproval(SuggestionSeverity.CRITICAL))
            .withRemediation(may);
    return JobConfig.of(JobDefinition.of(id).withFiles(List.of(file(id)))).withSelfHealing(healing);
  }
}
