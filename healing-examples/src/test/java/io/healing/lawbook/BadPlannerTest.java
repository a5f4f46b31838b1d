package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.config.JobConfig;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A remediator that fails while it plans becomes a finding, and stops nothing else. */
class BadPlannerTest {
  private static final String JOB = "import";
  private static final ActionType SHAKE = new ActionType("vendor.shake");

  @TempDir Path home;

  private final Shaker shaker = new Shaker();

  private static final class Shaker implements Remediator {
    private boolean broken;
    private boolean silent;
    private int planned;

    @Override
    public String id() {
      return "vendor.shaker";
    }

    @Override
    public Set<Ability> abilities() {
      return Set.of(new Ability(SHAKE, "job", Undo.NOT_NEEDED));
    }

    @Override
    public ActionPlan plan(PlanRequest request) {
      planned++;
      if (broken) {
        throw new NullPointerException("the shaker is gone");
      }
      return ActionPlan.of(request.wish(), "Shake it").withUndo(Undo.NOT_NEEDED);
    }

    @Override
    @SuppressWarnings("NullAway")
    public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
      return silent ? null : Inspection.BEFORE;
    }

    @Override
    public String apply(ActionPlan plan, PlanRequest request) {
      return "";
    }

    @Override
    public void undo(ActionPlan plan, PlanRequest request) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Wishing implements Analyzer {
    @Override
    public String id() {
      return "vendor.wishing";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      return request.subject().name().equals(JOB)
          ? Analysis.none()
              .withProposal(
                  Proposal.of("Shake it", "It helps.", SuggestionCategory.RELIABILITY)
                      .withRequest(ActionRequest.of(SHAKE, Target.job(JOB))))
          : Analysis.none();
    }
  }

  private House open() {
    House house =
        House.in(home)
            .job(JobConfig.of(JobDefinition.of(JOB)))
            .plugin(shaker)
            .plugin(new Wishing())
            .open();
    house.runner.does(
        JOB,
        log -> {
          throw new IllegalStateException("it hums");
        });
    return house;
  }

  private static boolean blamed(House house) {
    return house.admin().incidents().stream()
        .anyMatch(incident -> incident.subject().name().equals("@healing/vendor.shaker"));
  }

  @Test
  void aPassOfAnalysisOutlivesARemediatorThatCannotPlan() {
    shaker.broken = true;
    try (House house = open()) {
      house.run(JOB).tick(Duration.ofSeconds(31));

      assertThat(blamed(house)).isTrue();
      assertThat(house.admin().reviews())
          .isNotEmpty()
          .noneMatch(review -> review.status().equals("running"))
          .anyMatch(r -> r.jobId().equals(JOB) && r.status().equals("completed"));
      assertThat(house.admin().why(JOB)).contains("could not plan it");
    }
  }

  @Test
  void anApprovedChangeThatCannotBePlannedAgainStopsNoOtherStepAndIsCarriedOutLater() {
    try (House house = open()) {
      house.run(JOB).tick(Duration.ofSeconds(31));
      SuggestionEntry seen =
          house.admin().suggestions(SuggestionStatus.PENDING).stream()
              .filter(entry -> entry.detail().plan() != null)
              .findFirst()
              .orElseThrow();
      shaker.broken = true;
      house.admin().approve(seen.row().id(), House.hash(seen), "anna");
      int before = shaker.planned;
      house.ticks(60, Duration.ofSeconds(10));

      assertThat(blamed(house)).isTrue();
      assertThat(shaker.planned - before).as("rested after failures in a row").isBetween(1, 8);
      assertThat(house.admin().suggestion(seen.row().id()).row().status())
          .isEqualTo(SuggestionStatus.APPROVED);

      shaker.broken = false;
      house.ticks(80, Duration.ofSeconds(10));
      assertThat(house.admin().suggestion(seen.row().id()).row().status())
          .isEqualTo(SuggestionStatus.APPLIED);
    }
  }

  @Test
  void oneThatDoesNotSayHowItsTargetStandsIsBlamed() {
    shaker.silent = true;
    try (House house = open()) {
      house.run(JOB).tick(Duration.ofSeconds(31));
      SuggestionEntry seen =
          house.admin().suggestions(SuggestionStatus.PENDING).stream()
              .filter(entry -> entry.detail().plan() != null)
              .findFirst()
              .orElseThrow();
      house.admin().approve(seen.row().id(), House.hash(seen), "anna");
      house.ticks(3, Duration.ofSeconds(10));

      assertThat(blamed(house)).as(house.admin().why(JOB)).isTrue();
      assertThat(house.admin().incidents()).anyMatch(i -> i.message().contains("gave back null"));
    }
  }
}
