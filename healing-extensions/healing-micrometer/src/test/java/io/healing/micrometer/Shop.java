package io.healing.micrometer;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Image;
import io.healing.api.Plugin;
import io.healing.api.Target;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.core.HealingBuilder;
import io.healing.core.ManualHealing;
import io.healing.core.store.InMemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A program with a job "feed" whose source is away, and a repair that turns it to another one. */
final class Shop implements AutoCloseable {
  static final Duration MINUTE = Duration.ofMinutes(1);
  private static final ActionType TURN = new ActionType("shop.turn");
  private static final String YAML =
      """
      self_healing:
        limits: { breaker_failures: 1, event_queue: 16 }
      jobs:
        feed:
          self_healing:
            enabled: true
            suggestions: { notify_channel: log }
            remediation: { allowed_actions: [shop.turn] }
      """;

  final ManualHealing manual;
  final HealingStore store;
  private String source = "primary";
  private boolean helps = true;
  private boolean breaks;

  private Shop(Path home, HealingStore store, String more, Plugin... plugins) {
    this.store = store;
    Path file = home.resolve("healing.yaml");
    try {
      Files.writeString(file, YAML + more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    HealingBuilder builder = Healing.builder().store(store).config(file);
    for (Plugin plugin : plugins) {
      builder.plugin(plugin);
    }
    manual =
        builder.plugin(new Away()).plugin(new Turn()).manual(Instant.parse("2026-11-02T08:00:00Z"));
  }

  static Shop in(Path home, Plugin... plugins) {
    return new Shop(home, InMemoryStore.trusted(), "", plugins);
  }

  static Shop configured(Path home, String more, Plugin... plugins) {
    return new Shop(home, InMemoryStore.trusted(), more, plugins);
  }

  static Shop on(Path home, HealingStore store) {
    return new Shop(home, store, "");
  }

  Healing healing() {
    return manual.healing();
  }

  void hopeless() {
    helps = false;
  }

  void breaking() {
    breaks = true;
  }

  /** Runs the job a second later; it fails while its source is away. */
  void run() {
    manual.tick(Duration.ofSeconds(1));
    run("feed", source.equals("primary") || !helps);
  }

  void run(String job, boolean fails) {
    try {
      healing().observe(job, () -> work(fails));
    } catch (IllegalStateException e) {
      if (!fails) {
        throw e;
      }
    }
  }

  private static void work(boolean fails) {
    if (fails) {
      throw new IllegalStateException("the source primary is away");
    }
  }

  void tick(int minutes) {
    for (int i = 0; i < minutes; i++) {
      manual.tick(MINUTE);
    }
  }

  @Override
  public void close() {
    manual.close();
  }

  private static final class Away implements Analyzer {
    @Override
    public String id() {
      return "shop.away";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      boolean away = request.findings().stream().anyMatch(f -> f.message().contains("is away"));
      ActionRequest wish = ActionRequest.of(TURN, new Target("source", "feed"));
      return !away
          ? Analysis.none()
          : Analysis.none()
              .withHypothesis(Hypothesis.of("It is away", 0.95, new Evidence("error", "away")))
              .withProposal(
                  Proposal.of("Turn", "The other is up.", SuggestionCategory.RELIABILITY)
                      .withConfidence(0.95)
                      .withRequest(wish));
    }
  }

  private final class Turn implements Remediator {
    @Override
    public String id() {
      return "shop.source";
    }

    @Override
    public Set<Ability> abilities() {
      return Set.of(new Ability(TURN, "source", Undo.EXACT));
    }

    @Override
    public ActionPlan plan(PlanRequest request) {
      return ActionPlan.of(request.wish(), "Turn to backup")
          .withUndo(Undo.EXACT)
          .withRisk(SuggestionSeverity.LOW)
          .withImages(Image.of(source), Image.of("backup"));
    }

    @Override
    public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
      return Image.of(source).equals(plan.before()) ? Inspection.BEFORE : Inspection.AFTER;
    }

    @Override
    public String apply(ActionPlan plan, PlanRequest request) {
      if (breaks) {
        throw new IllegalStateException("the switch is stuck");
      }
      source = "backup";
      return "";
    }

    @Override
    public void undo(ActionPlan plan, PlanRequest request) {
      source = "primary";
    }
  }
}
