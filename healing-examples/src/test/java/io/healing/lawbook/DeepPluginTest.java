package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionType;
import io.healing.api.Image;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentState;
import io.healing.core.Held;
import io.healing.core.store.InMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plug-in that runs out of stack while it looks at what a dead process left. */
class DeepPluginTest {
  private static final String JOB = "import";
  private static final ActionType MARK = new ActionType("acme.mark");

  @TempDir Path home;

  private final InMemoryStore store = InMemoryStore.trusted();
  private MortalStore mortal = new MortalStore(store);
  private boolean deadly = true;

  private static final class Deep implements Remediator {
    @Override
    public String id() {
      return "acme.deep";
    }

    @Override
    public Set<Ability> abilities() {
      return Set.of(new Ability(MARK, "mark", Undo.EXACT));
    }

    @Override
    public ActionPlan plan(PlanRequest request) {
      return ActionPlan.of(request.wish(), "Mark it")
          .withUndo(Undo.EXACT)
          .withRisk(SuggestionSeverity.LOW)
          .withImages(Image.of("no"), Image.of("yes"));
    }

    @Override
    public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
      if (moment == Moment.AFTER_CRASH) {
        throw new StackOverflowError();
      }
      return Inspection.BEFORE;
    }

    @Override
    public String apply(ActionPlan plan, PlanRequest request) {
      return "marked";
    }

    @Override
    public void undo(ActionPlan plan, PlanRequest request) {
      throw new IllegalStateException("nobody asks for that here");
    }
  }

  private House open(Instant from) {
    mortal = new MortalStore(store);
    MortalStore its = mortal;
    SelfHealingConfig standard = SelfHealingConfig.defaults();
    JobConfig job =
        JobConfig.of(JobDefinition.of(JOB))
            .withSelfHealing(
                standard
                    .withEnabled(true)
                    .withSuggestions(
                        standard
                            .suggestions()
                            .withMinSeverityForApproval(SuggestionSeverity.CRITICAL))
                    .withRemediation(
                        standard.remediation().withAllowedActions(List.of(MARK.word()))));
    ProcedureSpec spec =
        ProcedureSpec.of(
                "mark",
                "The import failed.",
                ProcedureStep.of(MARK.word(), "Mark it.").withTarget("mark:{subject}"))
            .forFindings("job.failed");
    House house =
        House.in(home)
            .store(mortal.store())
            .from(from)
            .job(job)
            .plugin(new Deep())
            .root(root -> root.withRecoveryProcedures(List.of(spec)))
            .with(builder -> Held.steps(builder, step -> diesAtTheEnd(its, step)))
            .open();
    house.runner.does(
        JOB,
        log -> {
          throw new IllegalStateException("odd");
        });
    return house;
  }

  private void diesAtTheEnd(MortalStore its, String step) {
    if (step.equals("t2.before") && deadly) {
      its.die();
    }
    its.moment(step);
  }

  @Test
  void theNextProcessStartsAndSaysThatAPersonMustLook() {
    House first = open(House.NOON);
    try {
      first.tick(Duration.ofMinutes(1)).run(JOB).tick(Duration.ofSeconds(31));
    } catch (MortalStore.Death died) {
      assertThat(mortal.dead()).isTrue();
    }
    assertThat(store.journal().open()).hasSize(1);
    mortal.bury();
    deadly = false;

    try (House next = open(first.now().plusSeconds(1))) {
      Intent left = store.journal().find(1).orElseThrow();
      assertThat(left.state()).isEqualTo(IntentState.UNSETTLED);
      assertThat(left.note()).contains("a person must look");
      next.tick(Duration.ofMinutes(1));
      assertThat(next.healing.status().running()).isTrue();
    }
  }
}
