package io.healing.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.AllowedCommand;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.LearningConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.MaintenanceWindow;
import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunTrigger;
import io.healing.api.review.HealingMode;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.Counter;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import io.healing.core.store.InMemoryStore;
import io.healing.laws.BrokenConfigScenario.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One changed fact each: that gate stops the action, the file is as the person left it byte for
 * byte, and the reason is told. That only it does is shown by the same story without the changed
 * fact: then the file is mended.
 */
class GatesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Whether the fact is the changed one, for the setup and for the story. */
  private record Fact(
      BlockReason reason,
      BiConsumer<Setup, Boolean> setup,
      BiConsumer<BrokenConfigScenario, Boolean> story) {

    @Override
    public String toString() {
      return reason.word();
    }
  }

  private static Fact setup(BlockReason reason, Consumer<Setup> changed) {
    return new Fact(
        reason, (setup, on) -> changed.accept(on ? setup : unused()), (s, on) -> s.play());
  }

  private static Setup unused() {
    return BrokenConfigScenario.in(Path.of("."));
  }

  private static Fact happened(BlockReason reason, Consumer<BrokenConfigScenario> before) {
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
  private static Fact wished(
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

  static Stream<Fact> facts() {
    return Stream.of(moment(), ability(), permission(), wishes(), others(), counted(), bounds())
        .flatMap(facts -> facts);
  }

  private static Stream<Fact> moment() {
    return Stream.of(
        happened(BlockReason.PAUSED, s -> s.admin().pause("month end", "anna")),
        setup(
            BlockReason.MAINTENANCE,
            setup -> setup.root(root -> root.withMaintenance(List.of(window("09:00", "12:00"))))),
        new Fact(
            BlockReason.STORE_NOT_WRITABLE,
            (setup, on) -> setup.store(on ? InMemoryStore.create() : InMemoryStore.trusted()),
            (s, on) -> s.play()),
        new Fact(BlockReason.RETRY_PENDING, (setup, on) -> {}, GatesTest::willBeRetried),
        happened(BlockReason.BUSY, GatesTest::anotherChangeIsUnsettled),
        new Fact(BlockReason.STORM, (setup, on) -> {}, GatesTest::manyFallSick));
  }

  private static Stream<Fact> ability() {
    return Stream.of(
        setup(
            BlockReason.GUARDED,
            setup -> remediation(setup, r -> r.withForbiddenPaths(List.of("*.properties")))),
        new Fact(
            BlockReason.NO_REMEDIATOR,
            (setup, on) -> {
              ActionType type = on ? new ActionType("vendor.shake") : ActionType.EDIT_CONFIG;
              ActionRequest wish = mend(setup);
              anyRisk(setup)
                  .plugin(
                      WishingAnalyzer.whenSick(
                          ActionRequest.of(type, wish.target()).withParameters(wish.parameters()),
                          p -> p));
              remediation(setup, r -> r.withAllowedActions(List.of("edit_config", "vendor.shake")));
            },
            (s, on) -> s.edit(BrokenConfigScenario.BAD).run().pass(MINUTE)),
        wished(
            BlockReason.WORLD_MOVED_ON,
            (setup, on) -> anyRisk(setup),
            (p, wish) -> p.withRequest(wish.with("seen_hash", "of another content"))),
        new Fact(
            BlockReason.NO_DIAGNOSIS,
            (setup, on) ->
                setup.definition(job -> on ? JobDefinition.of(BrokenConfigScenario.JOB) : job),
            (s, on) -> {
              s.remember().breakFile();
              s.run(RunTrigger.SCHEDULED, RunResult.failure("it went wrong")).pass(MINUTE);
            }));
  }

  private static Stream<Fact> permission() {
    return Stream.of(
        setup(BlockReason.JOB_OFF, setup -> setup.job(c -> c.withEnabled(false))),
        setup(BlockReason.REMEDIATION_OFF, setup -> remediation(setup, r -> r.withEnabled(false))),
        setup(
            BlockReason.TYPE_NOT_ALLOWED,
            setup -> remediation(setup, r -> r.withAllowedActions(List.of("restart_job")))),
        setup(
            BlockReason.APPROVAL_REQUIRED,
            setup -> remediation(setup, r -> r.withRequireApproval(true))),
        setup(BlockReason.LOW_CONFIDENCE, setup -> setup.root(root -> threshold(root, 0.99))),
        new Fact(BlockReason.REJECTED_BEFORE, (setup, on) -> {}, GatesTest::sayNo));
  }

  private static Stream<Fact> wishes() {
    return Stream.of(
        wished(
            BlockReason.RISK,
            (setup, on) -> {
              if (!on) {
                anyRisk(setup);
              }
            },
            (p, wish) -> p),
        wished(
            BlockReason.SECURITY,
            (setup, on) -> anyRisk(setup),
            (p, wish) ->
                Proposal.of("Close it", "It is open.", SuggestionCategory.SECURITY)
                    .withConfidence(1)
                    .withRequest(wish)),
        wished(
            BlockReason.NOT_WORTH_ACTING,
            (setup, on) -> anyRisk(setup).root(root -> threshold(root, 0.1)),
            (p, wish) -> p.withConfidence(0.4)));
  }

  /** What no run of its own mends: a command without a way back, advice, the job run again. */
  private static Stream<Fact> others() {
    return Stream.of(
        new Fact(
            BlockReason.IRREVERSIBLE,
            (setup, on) -> {
              List<String> copy = List.of("cp", setup.home().resolve("good").toString(), name());
              anyRisk(setup)
                  .plugin(
                      WishingAnalyzer.whenSick(
                          ActionRequest.of(
                              ActionType.RUN_COMMAND,
                              new Target("command", String.join(" ", copy))),
                          p -> p));
              AllowedCommand command = new AllowedCommand(copy, on ? null : List.of("true"));
              remediation(
                  setup,
                  r ->
                      r.withAllowedActions(List.of("run_command"))
                          .withAllowedCommands(List.of(command)));
            },
            (s, on) -> {
              s.write("good", BrokenConfigScenario.GOOD);
              s.edit(BrokenConfigScenario.BAD).run().pass(MINUTE);
            }),
        new Fact(
            BlockReason.ADVICE_ONLY,
            (setup, on) -> {
              ActionRequest wish = mend(setup);
              Proposal advice =
                  Proposal.of("Look at it", "It is wrong.", SuggestionCategory.CONFIG)
                      .withConfidence(1);
              anyRisk(setup).plugin(WishingAnalyzer.whenSick(wish, p -> on ? advice : p));
            },
            (s, on) -> s.edit(BrokenConfigScenario.BAD).run().pass(MINUTE)),
        new Fact(
            BlockReason.NOT_AUTO_APPLIED,
            (setup, on) ->
                anyRisk(setup)
                    .plugin(WishingAnalyzer.inReviews(mend(setup), p -> p))
                    .job(c -> c.withMode(HealingMode.PROACTIVE))
                    .job(c -> c.withSuggestions(c.suggestions().withAutoApply(!on))),
            (s, on) -> {
              s.edit(BrokenConfigScenario.BAD).run(RunTrigger.SCHEDULED, RunResult.success());
              s.manual().healing().review(BrokenConfigScenario.JOB, true);
              s.pass(MINUTE);
            }),
        new Fact(
            BlockReason.NOT_REPEATABLE,
            (setup, on) ->
                setup.plugin(new Mending(setup.file())).definition(j -> j.withRepeatable(!on)),
            (s, on) -> {
              s.edit(BrokenConfigScenario.BAD);
              s.run(RunTrigger.SCHEDULED, RunResult.failure("Connection refused")).pass(MINUTE);
            }),
        new Fact(
            BlockReason.TARGET_CONTESTED,
            (setup, on) -> {},
            (s, on) -> {
              if (on) {
                s.play().run().pass(HOUR, MINUTE).breakFile().run().pass(MINUTE);
              } else {
                s.play();
              }
            }));
  }

  private static String name() {
    return "import.properties";
  }

  /** A runner in whose hands the job mends its file by running again. */
  private static final class Mending extends CountingControl {
    private final Path file;

    Mending(Path file) {
      this.file = file;
    }

    @Override
    public void run(String job) {
      super.run(job);
      try {
        Files.writeString(file, BrokenConfigScenario.GOOD);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Stream<Fact> counted() {
    return Stream.of(
        counter(BlockReason.ATTEMPTS_USED, (key, now) -> new Counter(key, 3, 0, now, null, null)),
        counter(BlockReason.BREAKER_OPEN, (key, now) -> new Counter(key, 0, 2, null, null, now)),
        counter(
            BlockReason.COOL_DOWN,
            (key, now) -> new Counter(key, 0, 0, null, now.plus(HOUR), null)));
  }

  private static Stream<Fact> bounds() {
    return Stream.of(
        new Fact(
            BlockReason.RATE_LIMIT,
            (setup, on) -> setup.root(root -> root.withLimits(limits(1, 5))),
            GatesTest::changedElsewhere),
        new Fact(
            BlockReason.BLAST_RADIUS,
            (setup, on) -> setup.root(root -> root.withLimits(limits(20, 1))),
            GatesTest::changedElsewhere));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void theFactAloneStopsTheActionAndIsTold(Fact fact, @TempDir Path home) {
    Setup setup = BrokenConfigScenario.in(home);
    fact.setup.accept(setup, true);
    try (BrokenConfigScenario scenario = setup.open()) {
      fact.story.accept(scenario, true);

      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.actions()).hasSize(fact.reason == BlockReason.TARGET_CONTESTED ? 1 : 0);
      assertThat(scenario.why()).contains(fact.reason.sentence());
      assertThat(home).isDirectoryNotContaining(file -> file.toString().contains(".healing-tmp"));
    }
  }

  @ParameterizedTest
  @MethodSource("facts")
  void withoutTheFactTheSameStoryEndsWithTheFileMended(Fact fact, @TempDir Path home) {
    Setup setup = BrokenConfigScenario.in(home);
    fact.setup.accept(setup, false);
    try (BrokenConfigScenario scenario = setup.open()) {
      fact.story.accept(scenario, false);

      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  /** A new gate needs a new story here, or in one of the tests that are named. */
  @Test
  void everyReasonHasItsStory() {
    Set<BlockReason> shown = EnumSet.noneOf(BlockReason.class);
    facts().forEach(fact -> shown.add(fact.reason));
    Set<BlockReason> elsewhere =
        EnumSet.of(
            // Nothing runs then: OffByDefaultTest.
            BlockReason.OFF,
            // Nobody is asked about what is over: VerifiedTest; of approvals: UndoTest.
            BlockReason.CLEAR,
            BlockReason.EXPIRED,
            // A due time of the calendar passes, no action: the tests of reviews.
            BlockReason.TOO_FEW_RUNS,
            // Only read from a newer release's rows.
            BlockReason.UNKNOWN);

    assertThat(shown).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(elsewhere)));
  }

  private static MaintenanceWindow window(String from, String to) {
    return new MaintenanceWindow(from, to, List.of(), "UTC");
  }

  private static void remediation(Setup setup, UnaryOperator<HealingRemediationConfig> change) {
    setup.job(c -> c.withRemediation(change.apply(c.remediation())));
  }

  /** New content is of medium risk; it may be written alone only where that is said. */
  private static Setup anyRisk(Setup setup) {
    return setup.job(GatesTest::anyRisk);
  }

  private static SelfHealingConfig anyRisk(SelfHealingConfig config) {
    return config.withSuggestions(
        config.suggestions().withMinSeverityForApproval(SuggestionSeverity.CRITICAL));
  }

  private static RootConfig threshold(RootConfig root, double confidence) {
    return new RootConfig(
        root.enabled(),
        root.metricsRetentionDays(),
        root.errorDetection(),
        root.recovery(),
        new LearningConfig(true, confidence),
        root.limits(),
        root.maintenance());
  }

  private static LimitsConfig limits(int actionsPerHour, int subjects) {
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
        l.logTail());
  }

  private static ActionRequest mend(Setup setup) {
    return ActionRequest.of(ActionType.EDIT_CONFIG, Target.file(setup.file()))
        .with("content", BrokenConfigScenario.GOOD);
  }

  /** The same incident, found while nothing may be done, meets another counter afterwards. */
  private static Fact counter(BlockReason reason, BiFunction<String, Instant, Counter> kept) {
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

  private static void willBeRetried(BrokenConfigScenario s, boolean changed) {
    s.admin().pause("month end", "anna");
    s.play();
    RunResult failed = s.outcome();
    s.run(RunTrigger.SCHEDULED, changed ? failed.retryPending() : failed);
    s.admin().resume();
    s.pass(MINUTE);
  }

  private static void anotherChangeIsUnsettled(BrokenConfigScenario s) {
    Target target = Target.file(s.file());
    ActionPlan plan = ActionPlan.of(ActionRequest.of(ActionType.EDIT_CONFIG, target), "Change it");
    keep(s, plan, BrokenConfigScenario.JOB, IntentState.UNSETTLED);
  }

  private static void changedElsewhere(BrokenConfigScenario s, boolean changed) {
    if (changed) {
      Target target = Target.file(s.home().resolve("other"));
      ActionPlan plan = ActionPlan.of(ActionRequest.of(ActionType.EDIT_CONFIG, target), "Change");
      keep(s, plan, "export", IntentState.DONE);
    }
    s.play();
  }

  private static void keep(BrokenConfigScenario s, ActionPlan plan, String job, IntentState state) {
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

  private static void manyFallSick(BrokenConfigScenario s, boolean changed) {
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
  private static void sayNo(BrokenConfigScenario s, boolean changed) {
    s.admin().pause("month end", "anna");
    s.play();
    if (changed) {
      s.admin().reject(s.pending().row().id(), "anna", "the letter is wanted");
    }
    s.admin().resume();
    s.run().pass(MINUTE);
  }
}
