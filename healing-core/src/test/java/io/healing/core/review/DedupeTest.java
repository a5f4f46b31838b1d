package io.healing.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HeldClock;
import io.healing.api.Image;
import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.config.LimitsConfig;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import io.healing.core.store.InMemoryStore;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DedupeTest {
  private final InMemoryStore store = InMemoryStore.create();
  private final Reviewing reviewing =
      new Reviewing(
          store, HeldClock.at(Samples.NOON), UnaryOperator.identity(), LimitsConfig.defaults());
  private long review;

  @BeforeEach
  void aReview() {
    review = store.reviews().add(Samples.review("report", Samples.NOON), Samples.reviewDetail(1));
  }

  private Draft draft(ActionPlan plan, @Nullable Incident incident) {
    Proposal proposal =
        Proposal.of("Restore it", "It changed", SuggestionCategory.CONFIG)
            .withRequest(Samples.plan().request());
    return new Draft(review, Subject.job("report"), proposal, plan, incident);
  }

  @Test
  void anotherSubjectTypeTargetOrChangeIsAnother() {
    reviewing.propose(draft(Samples.plan(), null));
    ActionPlan other = Samples.plan("/srv/app/other.conf");
    ActionPlan change =
        Samples.plan().withImages(Image.of("dir=/gone\n"), Image.of("dir=/elsewhere\n"));
    Draft subject =
        new Draft(
            review,
            Subject.job("other"),
            draft(Samples.plan(), null).proposal(),
            Samples.plan(),
            null);
    assertThat(
            List.of(
                reviewing.propose(draft(other, null)).outcome(),
                reviewing.propose(draft(change, null)).outcome(),
                reviewing.propose(subject).outcome(),
                reviewing.propose(draft(restart("now", 1), null)).outcome()))
        .containsOnly(Offer.Outcome.NEW);
  }

  private static ActionPlan restart(String how, long run) {
    return ActionPlan.of(
        ActionRequest.of(ActionType.RESTART_JOB, new Target("job", "report"))
            .with("how", how)
            .with("run", String.valueOf(run)),
        "run it");
  }

  @Test
  void whatDiffersFromRunToRunDoesNotCount() {
    long first = 4_294_967_297L;
    reviewing.propose(draft(restart("now", first), null));
    assertThat(reviewing.propose(draft(restart(" Now ", first + 1), null)).outcome())
        .isEqualTo(Offer.Outcome.REFRESHED);
    assertThat(reviewing.propose(draft(restart("later", first), null)).outcome())
        .isEqualTo(Offer.Outcome.NEW);
  }

  @Test
  void adviceIsTheSameWhenItsTitleIsButForNumbers() {
    assertThat(advise("Runs grew by 31 %")).isEqualTo(Offer.Outcome.NEW);
    assertThat(advise("Runs grew by 32.5 %")).isEqualTo(Offer.Outcome.REFRESHED);
    assertThat(advise("Runs shrank by 31 %")).isEqualTo(Offer.Outcome.NEW);
  }

  private Offer.Outcome advise(String title) {
    Proposal advice = Proposal.of(title, "Look", SuggestionCategory.PERFORMANCE);
    return reviewing
        .propose(new Draft(review, Subject.job("report"), advice, null, null))
        .outcome();
  }

  @Test
  void whichRunItWasAndHowLongToWaitDoNotCount() {
    ActionPlan soon = restart("run", 1);
    ActionPlan later =
        ActionPlan.of(soon.request().with("run", "2").with("delay_s", "60"), "run it");
    ActionPlan evenLater = ActionPlan.of(later.request().with("delay_s", "120"), "run it");
    reviewing.propose(draft(soon, null));
    assertThat(reviewing.propose(draft(restart("run", 2), null)).outcome())
        .isEqualTo(Offer.Outcome.REFRESHED);
    reviewing.propose(draft(later, null));
    assertThat(reviewing.propose(draft(evenLater, null)).outcome())
        .isEqualTo(Offer.Outcome.REFRESHED);
  }
}
