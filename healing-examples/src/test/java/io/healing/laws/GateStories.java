package io.healing.laws;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.MaintenanceWindow;
import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunTrigger;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.Counter;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import io.healing.laws.BrokenConfigScenario.Setup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What happens to a job with a broken file, with one fact changed or without it. */
abstract class GateStories {
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Duration HOUR = Duration.ofHours(1);

  /** Whether the fact is the changed one, for the setup and for the story. */
  record Fact(
      BlockReason reason,
      BiConsumer<Setup, Boolean> setup,
      BiConsumer<BrokenConfigScenario, Boolean> story) {

    @Override
    public String toString() {
      return reason.word();
    }
  }

  static Fact setup(BlockReason reason, Consumer<Setup> changed) {
    return new Fact(
        reason, (setup, on) -> changed.accept(on ? setup : unused()), (s, on) -> s.play());
  }

  static Setup unused() {
    return BrokenConfigScenario.in(Path.of("."));
  }

  static Fact happened(BlockReason reason, Consumer<BrokenConfigScenario> before) {
    return new Fact(
        reason,
        (setup, on) -> {},
        (s, on) -> {
          if (on) {
            before.accept(s);
          }
          s.play();
        });
  }

  /** By the wish of a host's own analyzer, which is to write new content into the file. */
  static Fact wished(
      BlockReason reason,
      BiConsumer<Setup, Boolean> setup,
      BiFunction<Proposal, ActionRequest, Proposal> changed) {
    return new Fact(
        reason,
        (s, on) -> {
          ActionRequest wish = mend(s);
          s.plugin(WishingAnalyzer.whenSick(wish, p -> on ? changed.apply(p, wish) : p));
          setup.accept(s, on);
        },
        (s, on) -> s.edit(BrokenConfigScenario.BAD).run().pass(MINUTE));
  }

  static String name() {
    return "import.properties";
  }

  static MaintenanceWindow window(String from, String to) {
    return new MaintenanceWindow(from, to, List.of(), "UTC");
  }

  static void remediation(Setup setup, UnaryOperator<HealingRemediationConfig> change) {
    setup.job(c -> c.withRemediation(change.apply(c.remediation())));
  }

  /** New content is of medium risk; it may be written alone only where that is said. */
  static Setup anyRisk(Setup setup) {
    return setup.job(GateStories::anyRisk);
  }

  static SelfHealingConfig anyRisk(SelfHealingConfig config) {
    return config.withSuggestions(
        config.suggestions().withMinSeverityForApproval(SuggestionSeverity.CRITICAL));
  }

  static RootConfig threshold(RootConfig root, double confidence) {
    return root.withLearning(root.learning().withConfidenceThreshold(confidence));
  }

  static LimitsConfig limits(int actionsPerHour, int subjects) {
    LimitsConfig l = LimitsConfig.defaults();
    return new LimitsConfig(
        l.settleTime(),
        l.checkTimeout(),
        l.analysisTimeout(),
        l.commandTimeout(),
        l.commandOutput(),
        l.pluginFailures(),
        l.pluginRest(),
        l.coolDown(),
        l.coolDownMax(),
        l.breakerFailures(),
        l.breakerHalfOpen(),
        actionsPerHour,
        subjects,
        l.blastRadiusPercent(),
        l.stormSubjects(),
        l.stormPercent(),
        l.stormWindow(),
        l.pendingExpiry(),
        l.approvedExpiry(),
        l.unscheduledDeadline(),
        l.eventQueue(),
        l.logTail(),
        l.goodRunsPerMinute());
  }

  static ActionRequest mend(Setup setup) {
    return ActionRequest.of(ActionType.EDIT_CONFIG, Target.file(setup.file()))
        .with("content", BrokenConfigScenario.GOOD);
  }

  /** The same incident, found while nothing may be done, meets another counter afterwards. */
  static Fact counter(BlockReason reason, BiFunction<String, Instant, Counter> kept) {
    return new Fact(
        reason,
        (setup, on) -> {},
        (s, on) -> {
          s.admin().pause("month end", "anna");
          s.play();
          for (Incident incident : s.incidents()) {
            if (on) {
              s.store().counters().save(kept.apply(incident.key(), s.manual().now()));
            }
          }
          s.admin().resume();
          s.pass(MINUTE);
        });
  }

  static void willBeRetried(BrokenConfigScenario s, boolean changed) {
    s.admin().pause("month end", "anna");
    s.play();
    RunResult failed = s.outcome();
    s.run(RunTrigger.SCHEDULED, changed ? failed.retryPending() : failed);
    s.admin().resume();
    s.pass(MINUTE);
  }

  static void anotherChangeIsUnsettled(BrokenConfigScenario s) {
    Target target = Target.file(s.file());
    ActionPlan plan = ActionPlan.of(ActionRequest.of(ActionType.EDIT_CONFIG, target), "Change it");
    keep(s, plan, BrokenConfigScenario.JOB, IntentState.UNSETTLED);
  }

  static void changedElsewhere(BrokenConfigScenario s, boolean changed) {
    if (changed) {
      Target target = Target.file(s.home().resolve("other"));
      ActionPlan plan = ActionPlan.of(ActionRequest.of(ActionType.EDIT_CONFIG, target), "Change");
      keep(s, plan, "export", IntentState.DONE);
    }
    s.play();
  }

  static void keep(BrokenConfigScenario s, ActionPlan plan, String job, IntentState state) {
    Instant now = s.manual().now();
    long id =
        s.store()
            .journal()
            .begin(
                new Intent(
                    0,
                    IntentKind.APPLY,
                    Subject.job(job),
                    1,
                    0,
                    plan,
                    null,
                    null,
                    "auto",
                    true,
                    1,
                    IntentState.OPEN,
                    now,
                    null,
                    ""));
    s.store().journal().settle(id, state, now, "for the test");
  }

  static void manyFallSick(BrokenConfigScenario s, boolean changed) {
    s.remember().breakFile();
    List<RunHandle> others = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      others.add(s.manual().healing().observer().started("other-" + i));
    }
    for (RunHandle other : others) {
      RunResult failed = RunResult.failure("the disk is slow");
      s.manual().healing().observer().finished(other, changed ? failed : RunResult.success());
    }
    s.run().pass(Duration.ofSeconds(30));
  }

  /** A person says no while it is paused; then it is not paused any more. */
  static void sayNo(BrokenConfigScenario s, boolean changed) {
    s.admin().pause("month end", "anna");
    s.play();
    if (changed) {
      s.admin().reject(s.pending().row().id(), "anna", "the letter is wanted");
    }
    s.admin().resume();
    s.run().pass(MINUTE);
  }
}
