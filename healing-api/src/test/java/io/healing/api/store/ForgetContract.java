package io.healing.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.act.VerificationState;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.review.SuggestionStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link HealingStore#forget} must do. */
public abstract class ForgetContract extends StoreContract {
  private static final Instant BOUND = NOON;
  private static final Instant OLD = NOON.minusMillis(1);

  @Test
  void nothingIsForgottenAtTheBoundAndAllThatIsDoneBeforeIt() {
    store.runs().save(List.of(Samples.run(1, "report", OLD.minusSeconds(1))));
    store.runs().save(List.of(Samples.run(2, "report", BOUND.minusSeconds(1))));
    store.decisions().add(Samples.decision("report", "t", OLD));
    store.decisions().add(Samples.decision("report", "t", BOUND));
    store.metrics().add(List.of(Samples.metric("a", "cpu", OLD)));
    store.metrics().add(List.of(Samples.metric("b", "cpu", BOUND)));
    assertThat(store.forget(BOUND, BOUND)).isEqualTo(3);
    assertThat(again().runs().newest("report", 9)).extracting(JobRun::id).containsExactly(2L);
    assertThat(store.decisions().of(Subject.job("report"), 9)).hasSize(1);
    assertThat(store.metrics().newest("cpu", 9)).extracting(m -> m.id()).containsExactly("b");
    assertThat(store.forget(BOUND, BOUND)).isZero();
  }

  @Test
  void historyAndSamplesHaveTheirOwnBounds() {
    store.runs().save(List.of(Samples.run(1, "report", OLD.minusSeconds(1))));
    store.metrics().add(List.of(Samples.metric("a", "cpu", OLD)));
    assertThat(store.forget(Instant.EPOCH, BOUND)).isEqualTo(1);
    assertThat(store.runs().count()).isEqualTo(1);
    assertThat(store.forget(BOUND, Instant.EPOCH)).isEqualTo(1);
  }

  @Test
  void anActionGoesBeforeItsSuggestionAndThatBeforeItsReview() {
    long action = finished(OLD);
    long suggestion = store.actions().find(action).orElseThrow().row().suggestionId();
    link(suggestion, action);
    assertThat(store.forget(BOUND, BOUND)).isEqualTo(2);
    assertThat(again().actions().find(action)).isEmpty();
    assertThat(store.suggestions().find(suggestion)).isEmpty();
    assertThat(store.reviews().find(1)).isPresent();
    addReview(BOUND);
    assertThat(store.forget(BOUND, BOUND)).isEqualTo(1);
    assertThat(store.reviews().find(1)).isEmpty();
  }

  @Test
  void aYoungActionHoldsItsOldSuggestionAndThatItsReview() {
    long suggestion = addSuggestion("key", OLD);
    addReview(BOUND);
    move(suggestion, SuggestionStatus.APPLIED);
    store
        .actions()
        .add(Samples.action(suggestion, "report", BOUND), Samples.actionDetail(1, BOUND));
    assertThat(store.forget(BOUND, BOUND)).isZero();
    assertThat(store.suggestions().find(suggestion)).isPresent();
    assertThat(store.reviews().find(1)).isPresent();
  }

  @Test
  void aYoungSuggestionLosesItsOldAction() {
    long action = finished(OLD);
    long young = addSuggestion("young", BOUND);
    link(young, action);
    store.forget(BOUND, BOUND);
    assertThat(again().actions().find(action)).isEmpty();
    assertThat(store.suggestions().find(young).orElseThrow().row().actionId()).isNull();
  }

  @Test
  void anActionUnderVerificationStays() {
    long action = addAction(OLD);
    store.forget(BOUND, BOUND);
    assertThat(again().actions().find(action)).isPresent();
  }

  @Test
  void pendingAndApprovedSuggestionsStay() {
    long pending = addSuggestion("a", OLD);
    long approved = addSuggestion("b", OLD);
    long rejected = addSuggestion("c", OLD);
    move(approved, SuggestionStatus.APPROVED);
    move(rejected, SuggestionStatus.REJECTED);
    store.forget(BOUND, BOUND);
    assertThat(again().suggestions().page(Page.newest(9)))
        .extracting(entry -> entry.row().id())
        .containsExactly(approved, pending);
  }

  @Test
  void openAndUnsettledIntentsStayWithTheirSuggestionAndAction() {
    long action = finished(OLD);
    long suggestion = store.actions().find(action).orElseThrow().row().suggestionId();
    long open = store.journal().begin(undo(suggestion, action));
    long unsettled = store.journal().begin(Samples.intent(suggestion, OLD));
    long done = store.journal().begin(Samples.intent(suggestion, OLD));
    store.journal().settle(unsettled, IntentState.UNSETTLED, OLD, "");
    store.journal().settle(done, IntentState.DONE, OLD, "");
    assertThat(store.forget(BOUND, BOUND)).isEqualTo(1);
    assertThat(again().journal().find(open)).isPresent();
    assertThat(store.journal().find(unsettled)).isPresent();
    assertThat(store.journal().find(done)).isEmpty();
    assertThat(store.actions().find(action)).isPresent();
    assertThat(store.suggestions().find(suggestion)).isPresent();
  }

  @Test
  void aSettledIntentStaysAsLongAsItsActionBecauseUndoReadsIt() {
    long intent = store.journal().begin(Samples.intent(1, OLD));
    store.journal().settle(intent, IntentState.DONE, OLD, "");
    long suggestion = addSuggestion("key", OLD);
    store
        .actions()
        .add(Samples.action(suggestion, "report", BOUND), Samples.actionDetail(intent, BOUND));
    store.forget(BOUND, BOUND);
    assertThat(again().journal().find(intent)).isPresent();
  }

  @Test
  void openIncidentsStayAndSoDoTheirCauseAndDecisions() {
    Incident cause = Samples.incident("i-00000001", "a", "f", OLD);
    Incident open = Samples.incident("i-00000002", "b", "f", OLD).withCause("i-00000001");
    Incident over = Samples.incident("i-00000003", "c", "f", OLD);
    store.incidents().save(cause.ended(IncidentEnd.VERIFIED, OLD));
    store.incidents().save(open);
    store.incidents().save(over.ended(IncidentEnd.VERIFIED, OLD));
    store.decisions().add(Samples.decision("b", "i-00000002", OLD));
    store.decisions().add(Samples.decision("c", "i-00000003", OLD));
    assertThat(store.forget(BOUND, BOUND)).isEqualTo(2);
    assertThat(again().incidents().page(Page.newest(9)))
        .extracting(Incident::id)
        .containsExactly("i-00000002", "i-00000001");
    assertThat(store.decisions().of(Subject.job("b"), 9)).hasSize(1);
  }

  @Test
  void countersRejectionsStatesProceduresAndGoodContentsStay() {
    store.counters().save(new Counter("k", 1, 1, OLD, OLD, OLD));
    store.rejections().save(Samples.rejection("k", OLD));
    store.procedures().save(Samples.procedure("p", OLD));
    store.files().keep(Samples.fileVersion("a", OLD));
    assertThat(store.forget(BOUND, BOUND)).isZero();
    assertThat(again().counters().find("k")).isPresent();
    assertThat(store.rejections().find("k")).isPresent();
    assertThat(store.procedures().all()).hasSize(1);
    assertThat(store.files().of("report", "/srv/app/report.conf")).hasSize(1);
  }

  @Test
  void oldChangesGo() {
    store.changes().add(ChangeEvent.deploy("1", OLD));
    store.changes().add(ChangeEvent.deploy("2", BOUND));
    assertThat(store.forget(BOUND, BOUND)).isEqualTo(1);
    assertThat(again().changes().between(OLD, BOUND, 9))
        .extracting(ChangeEvent::text)
        .containsExactly("2");
  }

  @Test
  void whatStillRunsStays() {
    store.runs().save(List.of(Samples.run(1, "report", OLD, RunOutcome.RUNNING)));
    store.reviews().add(Samples.review(0, "report", OLD, "running"), Samples.reviewDetail(1));
    assertThat(store.forget(BOUND, BOUND)).isZero();
    assertThat(again().runs().unfinished(0)).hasSize(1);
    assertThat(store.reviews().running()).hasSize(1);
  }

  @Test
  void theLastReviewOfTheCalendarStaysSinceTheNextIsDueByIt() {
    addReview(OLD.minusSeconds(9));
    long last = addReview(OLD);
    assertThat(store.forget(BOUND, BOUND)).isEqualTo(1);
    assertThat(again().reviews().lastProactive("report").orElseThrow().id()).isEqualTo(last);
  }

  @Test
  void aDeadInstanceIsForgottenAndALivingOneIsNot() {
    Instance dead = store.instances().register("dead", 1, OLD);
    Instance owner = store.instances().register("owner", 1, OLD);
    Instance living = store.instances().register("living", 1, OLD);
    long run = JobRun.id(owner.id(), 1);
    store.runs().save(List.of(Samples.run(run, "report", OLD, RunOutcome.RUNNING)));
    store.instances().leave(dead.id());
    store.instances().leave(owner.id());
    store.forget(BOUND, BOUND);
    assertThat(store.instances().all()).containsExactly(living, owner);
  }

  @Test
  void manyRowsGoInOneCall() {
    store
        .runs()
        .save(
            LongStream.range(0, 1_700)
                .mapToObj(i -> Samples.run(i, "j" + i % 3, OLD.minusSeconds(2)))
                .toList());
    assertThat(store.forget(BOUND, BOUND)).isEqualTo(1_700);
    assertThat(again().runs().count()).isZero();
  }

  /** An action whose effect is known. */
  private long finished(Instant at) {
    long action = addAction(at);
    ActionEntry entry = store.actions().find(action).orElseThrow();
    move(entry.row().suggestionId(), SuggestionStatus.APPLIED);
    store
        .actions()
        .update(
            new ActionEntry(
                entry.row(),
                entry
                    .detail()
                    .withVerification(
                        entry
                            .detail()
                            .verification()
                            .decided(VerificationState.VERIFIED, at, "seen"))));
    return action;
  }

  private void link(long suggestion, long action) {
    SuggestionEntry entry = store.suggestions().find(suggestion).orElseThrow();
    var row = entry.row();
    var next =
        new io.healing.api.review.HealingSuggestion(
            suggestion,
            row.reviewId(),
            row.jobId(),
            row.category(),
            row.severity(),
            row.title(),
            row.description(),
            null,
            null,
            null,
            List.of(),
            row.status(),
            null,
            null,
            null,
            null,
            action,
            row.createdAt());
    store.suggestions().change(row.status(), new SuggestionEntry(next, entry.detail()));
  }

  private static Intent undo(long suggestion, long action) {
    Intent sample = Samples.intent(suggestion, OLD);
    return new Intent(
        0,
        IntentKind.UNDO,
        sample.subject(),
        suggestion,
        action,
        sample.plan(),
        null,
        null,
        "ann",
        false,
        1,
        IntentState.OPEN,
        OLD,
        null,
        "");
  }
}
