package io.healing.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.HeldClock;
import io.healing.api.Image;
import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.config.LimitsConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  private static final Instant NOON = Samples.NOON;

  private final InMemoryStore store = InMemoryStore.create();
  private final HeldClock clock = HeldClock.at(NOON);
  private final Reviewing reviewing =
      new Reviewing(
          store, clock, text -> text.replace("hunter2", "[masked]"), LimitsConfig.defaults());
  private long review;

  @BeforeEach
  void aReview() {
    review = store.reviews().add(Samples.review("report", NOON), Samples.reviewDetail(1));
  }

  private static Proposal proposal() {
    return Proposal.of("Restore it", "It changed; password hunter2", SuggestionCategory.CONFIG)
        .withRequest(Samples.plan().request())
        .withConfidence(0.9);
  }

  private Draft draft(ActionPlan plan, @Nullable Incident incident) {
    return new Draft(review, Subject.job("report"), proposal(), plan, incident);
  }

  private Offer propose() {
    return reviewing.propose(draft(Samples.plan(), null));
  }

  private Offer proposeFor(ErrorSeverity severity) {
    Incident incident =
        Incident.open(
            "i-00000001", "m", "f", Samples.finding("report").withSeverity(severity), NOON);
    store.incidents().save(incident);
    return reviewing.propose(draft(Samples.plan(), incident));
  }

  private static ActionPlan withBefore(String before) {
    return Samples.plan().withImages(Image.of(before), Image.of("dir=/srv\n"));
  }

  private SuggestionEntry stored(long id) {
    return store.suggestions().find(id).orElseThrow();
  }

  @Test
  void aDraftBecomesAPendingSuggestionWithoutSecrets() {
    SuggestionEntry entry = propose().entry();
    assertThat(entry).isEqualTo(stored(entry.row().id()));
    assertThat(entry.row().status()).isEqualTo(SuggestionStatus.PENDING);
    assertThat(entry.row().description()).isEqualTo("It changed; password [masked]");
    assertThat(entry.row().affectedFiles()).containsExactly("/srv/app/report.conf");
    assertThat(entry.row().suggestedChange()).contains("restore the last good content");
    assertThat(entry.detail().expiresAt()).isEqualTo(NOON.plus(Duration.ofDays(14)));
    assertThat(entry.detail().confidence()).isEqualTo(0.9);
    assertThat(entry.detail().incidentId()).isNull();
    assertThat(entry.standing()).isEqualTo("pending");
    assertThat(stored(advise("Look at it")).standing()).isEqualTo("advice");
  }

  @Test
  void theRiskIsTheHigherOfAnalyzerAndPlan() {
    ActionPlan risky = Samples.plan().withRisk(SuggestionSeverity.HIGH);
    assertThat(reviewing.propose(draft(risky, null)).entry().row().severity())
        .isEqualTo(SuggestionSeverity.HIGH);
  }

  @Test
  void whileItIsPendingTheSameIsRefreshedAndNotDoubled() {
    SuggestionEntry first = propose().entry();
    clock.advance(Duration.ofDays(1));
    Offer again = reviewing.propose(draft(withBefore("dir=/other\n"), null));
    assertThat(again.outcome()).isEqualTo(Offer.Outcome.REFRESHED);
    assertThat(store.suggestions().pending()).isEqualTo(1);
    SuggestionEntry now = stored(first.row().id());
    assertThat(now.detail().plan()).isEqualTo(withBefore("dir=/other\n"));
    assertThat(now.row().createdAt()).isEqualTo(NOON);
    assertThat(now.detail().expiresAt()).isEqualTo(NOON.plus(Duration.ofDays(15)));
  }

  @Test
  void anApprovedOneStaysAsItWasApproved() {
    SuggestionEntry first = propose().entry();
    approve(first);
    Offer again = reviewing.propose(draft(withBefore("dir=/other\n"), null));
    assertThat(again.outcome()).isEqualTo(Offer.Outcome.APPROVED);
    assertThat(stored(first.row().id()).detail().plan()).isEqualTo(Samples.plan());
  }

  private long advise(String title) {
    Proposal advice = Proposal.of(title, "Look", SuggestionCategory.PERFORMANCE);
    Draft draft = new Draft(review, Subject.job("report"), advice, null, null);
    return reviewing.propose(draft).entry().row().id();
  }

  private SuggestionEntry approve(SuggestionEntry entry) {
    return reviewing.approve(entry.row().id(), Samples.plan().hash(), "anna");
  }

  @Test
  void anApprovalIsBoundToThePlanAndHasAnEnd() {
    SuggestionEntry entry = propose().entry();
    clock.advance(Duration.ofMinutes(1));
    SuggestionEntry approved = approve(entry);
    assertThat(approved).isEqualTo(stored(entry.row().id()));
    assertThat(approved.row().status()).isEqualTo(SuggestionStatus.APPROVED);
    assertThat(approved.row().reviewedBy()).isEqualTo("human");
    assertThat(approved.row().reviewedAt()).isEqualTo(NOON.plusSeconds(60));
    assertThat(approved.detail().decidedBy()).isEqualTo("anna");
    assertThat(approved.detail().approvedHash()).isEqualTo(Samples.plan().hash());
    assertThat(approved.detail().expiresAt())
        .isEqualTo(NOON.plusSeconds(60).plus(Duration.ofHours(24)));
  }

  private void refused(long id, Runnable work, String... words) {
    SuggestionEntry before = store.suggestions().find(id).orElse(null);
    assertThatThrownBy(work::run)
        .isInstanceOf(HealingException.class)
        .satisfies(fault -> assertThat(fault.getMessage()).contains(words));
    assertThat(store.suggestions().find(id).orElse(null)).isEqualTo(before);
  }

  @Test
  void theSecondIsToldWhoWasFirst() {
    SuggestionEntry entry = propose().entry();
    long id = entry.row().id();
    approve(entry);
    refused(
        id,
        () -> reviewing.approve(id, Samples.plan().hash(), "ben"),
        "s" + id,
        "approved",
        "anna",
        NOON.toString());
    reviewing.reject(id, "carl", "not now");
    refused(id, () -> approve(entry), "s" + id, "rejected", "carl");
    refused(id, () -> reviewing.reject(id, "ben", "no"), "rejected", "carl");
    assertThat(stored(id).standing()).isEqualTo("rejected");
  }

  @Test
  void anotherPlanThanTheOneSeenIsRefused() {
    long id = propose().entry().row().id();
    reviewing.propose(draft(withBefore("dir=/other\n"), null));
    String now = withBefore("dir=/other\n").hash();
    refused(
        id,
        () -> reviewing.approve(id, Samples.plan().hash(), "anna"),
        now,
        Samples.plan().hash(),
        "Look at the plan");
  }

  @Test
  void adviceCannotBeApproved() {
    long id = advise("Look at it");
    refused(id, () -> reviewing.approve(id, "", "anna"), "s" + id, "advice");
  }

  @Test
  void whatIsUnknownOrNamelessOrWithoutAReasonIsRefused() {
    long id = propose().entry().row().id();
    refused(99, () -> reviewing.approve(99, "x", "anna"), "no suggestion s99");
    refused(99, () -> reviewing.reject(99, "anna", "no"), "no suggestion s99");
    refused(id, () -> reviewing.approve(id, Samples.plan().hash(), " "), "name");
    refused(id, () -> reviewing.reject(id, "anna", "  "), "s" + id, "no reason");
    refused(id, () -> reviewing.reject(id, "", "no"), "name");
  }

  @Test
  void anExpiredOneCannotBeApprovedBeforeAnybodySweptItAway() {
    SuggestionEntry entry = propose().entry();
    clock.advance(Duration.ofDays(14));
    refused(entry.row().id(), () -> approve(entry), "s" + entry.row().id(), "expired");
    clock.advance(Duration.ofMillis(-1));
    assertThat(approve(entry).row().status()).isEqualTo(SuggestionStatus.APPROVED);
  }

  @Test
  void aNoIsRememberedAndKeepsTheSameSilent() {
    long id = propose().entry().row().id();
    SuggestionEntry rejected = reviewing.reject(id, "anna", "we want it so");
    assertThat(rejected.row().status()).isEqualTo(SuggestionStatus.REJECTED);
    assertThat(rejected.row().rejectionReason()).isEqualTo("we want it so");
    assertThat(rejected.row().reviewedBy()).isEqualTo("human");
    Offer again = propose();
    assertThat(again.outcome()).isEqualTo(Offer.Outcome.SILENT);
    assertThat(again.rejection().by()).isEqualTo("anna");
    assertThat(again.entry().row().id()).isZero();
    assertThat(store.suggestions().pending()).isZero();
  }

  @Test
  void aNoToARepairHoldsUntilTheTroubleIsCritical() {
    reviewing.reject(proposeFor(ErrorSeverity.MEDIUM).entry().row().id(), "anna", "no");
    assertThat(proposeFor(ErrorSeverity.LOW).outcome()).isEqualTo(Offer.Outcome.SILENT);
    assertThat(proposeFor(ErrorSeverity.MEDIUM).outcome()).isEqualTo(Offer.Outcome.SILENT);
    assertThat(proposeFor(ErrorSeverity.HIGH).outcome()).isEqualTo(Offer.Outcome.SILENT);
    assertThat(proposeFor(ErrorSeverity.CRITICAL).outcome()).isEqualTo(Offer.Outcome.NEW);
  }

  @Test
  void aNoToAReviewsIdeaHoldsUntilTheJobIsSick() {
    reviewing.reject(propose().entry().row().id(), "anna", "no");
    assertThat(proposeFor(ErrorSeverity.LOW).outcome()).isEqualTo(Offer.Outcome.SILENT);
    assertThat(proposeFor(ErrorSeverity.MEDIUM).outcome()).isEqualTo(Offer.Outcome.NEW);
  }

  @Test
  void aNoHoldsUntilWhatWasAnalysedDiffers() {
    reviewing.reject(propose().entry().row().id(), "anna", "no");
    assertThat(reviewing.propose(draft(withBefore("dir=/other\n"), null)).outcome())
        .isEqualTo(Offer.Outcome.NEW);
  }

  @Test
  void aNoHoldsUntilItIsLifted() {
    long id = propose().entry().row().id();
    reviewing.reject(id, "anna", "no");
    assertThat(reviewing.lift(id)).isTrue();
    assertThat(reviewing.lift(id)).isFalse();
    assertThat(propose().outcome()).isEqualTo(Offer.Outcome.NEW);
  }

  @Test
  void aLaterYesEndsTheNo() {
    reviewing.reject(proposeFor(ErrorSeverity.LOW).entry().row().id(), "anna", "no");
    approve(proposeFor(ErrorSeverity.CRITICAL).entry());
    assertThat(store.rejections().find(propose().entry().detail().dedupeKey())).isEmpty();
  }

  @Test
  void whatNobodyDecidedExpiresAtItsInstantAndIsNotRememberedAsANo() {
    long id = propose().entry().row().id();
    Instant end = NOON.plus(Duration.ofDays(14));
    assertThat(reviewing.expire(end.minusMillis(1))).isEmpty();
    List<SuggestionEntry> gone = reviewing.expire(end);
    assertThat(gone).containsExactly(stored(id));
    assertThat(gone.get(0).row().status()).isEqualTo(SuggestionStatus.REJECTED);
    assertThat(gone.get(0).row().reviewedBy()).isEqualTo("auto");
    assertThat(gone.get(0).detail().decidedBy()).isEqualTo("expired");
    assertThat(gone.get(0).standing()).isEqualTo("expired");
    assertThat(reviewing.expire(end.plusSeconds(1))).isEmpty();
    assertThat(propose().outcome()).isEqualTo(Offer.Outcome.NEW);
  }

  @Test
  void whatWasApprovedAndNotAppliedExpiresAfterADay() {
    SuggestionEntry approved = approve(propose().entry());
    assertThat(reviewing.expire(NOON.plus(Duration.ofHours(24)).minusMillis(1))).isEmpty();
    List<SuggestionEntry> gone = reviewing.expire(NOON.plus(Duration.ofHours(24)));
    assertThat(gone).hasSize(1);
    assertThat(gone.get(0).row().rejectionReason()).contains("approved, and not applied");
    assertThat(gone.get(0).row().id()).isEqualTo(approved.row().id());
    assertThat(propose().outcome()).isEqualTo(Offer.Outcome.NEW);
  }

  @Test
  void whatIsBeingAppliedRightNowDoesNotExpire() {
    SuggestionEntry approved = approve(propose().entry());
    store.journal().begin(Samples.intent(approved.row().id(), Samples.plan(), NOON));
    assertThat(reviewing.expire(NOON.plus(Duration.ofDays(2)))).isEmpty();
  }

  @Test
  void whatIsNoLongerWantedEndsWithoutANo() {
    SuggestionEntry ended = reviewing.supersede(propose().entry(), "the incident is over");
    assertThat(ended.row().status()).isEqualTo(SuggestionStatus.REJECTED);
    assertThat(ended.row().reviewedBy()).isEqualTo("auto");
    assertThat(ended.row().rejectionReason()).isEqualTo("the incident is over");
    assertThat(ended.standing()).isEqualTo("withdrawn");
    assertThat(propose().outcome()).isEqualTo(Offer.Outcome.NEW);
    assertThat(reviewing.supersede(approve(propose().entry()), "moved on").row().status())
        .isEqualTo(SuggestionStatus.REJECTED);
  }
}
