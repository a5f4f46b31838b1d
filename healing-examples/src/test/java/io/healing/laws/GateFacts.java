package io.healing.laws;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.AllowedCommand;
import io.healing.api.config.RecoveryConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunTrigger;
import io.healing.api.review.HealingMode;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.store.Counter;
import io.healing.core.store.InMemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The facts of which each alone stops an action, by their kind. */
abstract class GateFacts extends GateStories {
  static Stream<Fact> facts() {
    return Stream.of(moment(), ability(), permission(), wishes(), others(), counted(), bounds())
        .flatMap(facts -> facts);
  }

  static Stream<Fact> moment() {
    return Stream.of(
        happened(BlockReason.PAUSED, s -> s.admin().pause("month end", "anna")),
        setup(
            BlockReason.MAINTENANCE,
            setup -> setup.root(root -> root.withMaintenance(List.of(window("09:00", "12:00"))))),
        new Fact(
            BlockReason.STORE_NOT_WRITABLE,
            (setup, on) -> setup.store(on ? InMemoryStore.create() : InMemoryStore.trusted()),
            (s, on) -> s.play()),
        new Fact(BlockReason.RETRY_PENDING, (setup, on) -> {}, GateStories::willBeRetried),
        happened(BlockReason.BUSY, GateStories::anotherChangeIsUnsettled),
        new Fact(BlockReason.STORM, (setup, on) -> {}, GateStories::manyFallSick));
  }

  static Stream<Fact> ability() {
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

  static Stream<Fact> permission() {
    return Stream.of(
        setup(BlockReason.JOB_OFF, setup -> setup.job(c -> c.withEnabled(false))),
        setup(BlockReason.REMEDIATION_OFF, setup -> remediation(setup, r -> r.withEnabled(false))),
        setup(
            BlockReason.TYPE_NOT_ALLOWED,
            setup -> remediation(setup, r -> r.withAllowedActions(List.of("restart_job")))),
        setup(
            BlockReason.APPROVAL_REQUIRED,
            setup -> remediation(setup, r -> r.withRequireApproval(true))),
        setup(
            BlockReason.ROLLBACK_OFF,
            setup ->
                setup.root(
                    root ->
                        root.withRecovery(
                            new RecoveryConfig(3, 300, false, true, true, 600, List.of())))),
        setup(BlockReason.LOW_CONFIDENCE, setup -> setup.root(root -> threshold(root, 0.99))),
        new Fact(BlockReason.REJECTED_BEFORE, (setup, on) -> {}, GateStories::sayNo));
  }

  static Stream<Fact> wishes() {
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
  static Stream<Fact> others() {
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

  /** A runner in whose hands the job mends its file by running again. */
  static final class Mending extends CountingControl {
    private final Path file;

    Mending(Path file) {
      this.file = file;
    }

    @Override
    public boolean run(String job, String key) {
      try {
        Files.writeString(file, BrokenConfigScenario.GOOD);
        return super.run(job, key);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Stream<Fact> counted() {
    return Stream.of(
        counter(BlockReason.ATTEMPTS_USED, (key, now) -> new Counter(key, 3, 0, now, null, null)),
        counter(BlockReason.BREAKER_OPEN, (key, now) -> new Counter(key, 0, 2, null, null, now)),
        counter(
            BlockReason.COOL_DOWN,
            (key, now) -> new Counter(key, 0, 0, null, now.plus(HOUR), null)));
  }

  static Stream<Fact> bounds() {
    return Stream.of(
        new Fact(
            BlockReason.RATE_LIMIT,
            (setup, on) -> setup.root(root -> root.withLimits(limits(1, 5))),
            GateStories::changedElsewhere),
        new Fact(
            BlockReason.BLAST_RADIUS,
            (setup, on) -> setup.root(root -> root.withLimits(limits(20, 1))),
            GateStories::changedElsewhere));
  }
}
