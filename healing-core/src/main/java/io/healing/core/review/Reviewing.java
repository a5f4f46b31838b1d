package io.healing.core.review;

import io.healing.api.Subject;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.review.HealingMode;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewFrequency;
import io.healing.api.review.ReviewMaterial;
import io.healing.api.review.ReviewScheduleConfig;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Rejection;
import io.healing.api.store.SuggestionEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * When a subject is reviewed, what is read of it, and the life of its suggestions until they are
 * applied. Thread-safe as far as the store, the clock and the redactor are; every change of a
 * suggestion is a transaction of its own with a compare-and-set, so that of two who decide the
 * second is told who was first. Must not be called from within a transaction.
 */
public final class Reviewing {
  private final InstantSource clock;
  private final Material material;
  private final Drafting drafting;
  private final Suggestions suggestions;

  /**
   * Reviews over this store.
   *
   * @param redactor takes the secrets out of all that is read and stored
   * @param limits how long suggestions and approvals hold
   */
  public Reviewing(
      HealingStore store,
      InstantSource clock,
      UnaryOperator<String> redactor,
      LimitsConfig limits) {
    this.clock = clock;
    this.material = new Material(store.runs(), clock, redactor);
    this.drafting = new Drafting(clock, redactor, limits);
    this.suggestions = new Suggestions(store, clock, limits);
  }

  /**
   * The due time by the calendar that has come and was not served yet.
   *
   * <p>It is the newest due time that is not after {@code now}, if it is after {@code last} and on
   * a later day than {@code enabled} (both days in the schedule's zone). So a restart repeats none,
   * a due time that came while nothing ran is served once, and switching a job on fires none that
   * day.
   *
   * @param last when the last review by the calendar began, however it ended, or the last due time
   *     that was over without one (too few runs), the later; null when there was none
   * @param enabled when healing was switched on for the job, or else when it was first seen
   * @return empty for a job that is off, not proactive, or reviewed on events or by hand only
   */
  public Optional<Instant> due(
      SelfHealingConfig config, @Nullable Instant last, Instant enabled, Instant now) {
    if (!config.enabled() || config.mode() != HealingMode.PROACTIVE) {
      return Optional.empty();
    }
    Calendar calendar = new Calendar(config.reviewSchedule());
    return calendar
        .latest(now)
        .filter(due -> last == null || last.isBefore(due))
        .filter(due -> !calendar.onOrBeforeTheDayOf(due, enabled));
  }

  /**
   * The newest due time at or before the moment, whether it was served or not; the same for all
   * jobs of one schedule.
   *
   * @return empty for a schedule by events or by hand only
   */
  public Optional<Instant> latest(ReviewScheduleConfig schedule, Instant now) {
    return new Calendar(schedule).latest(now);
  }

  /**
   * Why a due time passes without a review: too few runs ended since the last one. Reviews on
   * events or by hand are not asked this.
   *
   * @param ended how many runs ended since the last review
   */
  public Optional<Decision> tooFewRuns(SelfHealingConfig config, int ended) {
    int least = config.reviewSchedule().minRuns();
    String detail = ended + " ended, review_schedule.min_runs is " + least;
    return ended < least
        ? Optional.of(new Decision.Ignore(BlockReason.TOO_FEW_RUNS, detail))
        : Optional.empty();
  }

  /**
   * Whether an event starts a review of a job: healing is on, the mode is proactive, and the
   * frequency is exactly this event.
   *
   * @param event {@link ReviewFrequency#ON_FAILURE} or {@link ReviewFrequency#ON_SLA_BREACH}; no
   *     other frequency is an event
   */
  public boolean startedBy(SelfHealingConfig config, ReviewFrequency event) {
    boolean isEvent = event == ReviewFrequency.ON_FAILURE || event == ReviewFrequency.ON_SLA_BREACH;
    return isEvent
        && config.enabled()
        && config.mode() == HealingMode.PROACTIVE
        && config.reviewSchedule().frequency() == event;
  }

  /**
   * Reads what a review looks at; each switch of {@code review_scope} adds or removes one source.
   * Reads files and the store, so it belongs into the checks lane. What cannot be read is said in
   * {@link ReviewMaterial#missing} and stops nothing else.
   */
  public ReviewMaterial read(Reading reading) {
    return material.read(reading);
  }

  /** A review that begins now; it is stored with id 0 and gets its number there. */
  public HealingReview started(Subject subject) {
    return Reviews.started(subject, clock.instant());
  }

  /** The review as it ends now; its counters are what was really read. */
  public HealingReview completed(HealingReview row, ReviewMaterial read, Findings found) {
    return Reviews.completed(row, read, found, clock.instant());
  }

  /**
   * The review as it fails now.
   *
   * @param why what went wrong; {@code interrupted} for one whose process died
   */
  public HealingReview failed(HealingReview row, String why) {
    return Reviews.failed(row, why, clock.instant());
  }

  /** A person's no to the same, if there was one and it still holds. Changes nothing. */
  public Optional<Rejection> rejection(Draft draft) {
    return suggestions.rejection(drafting.entry(draft), draft.urgency());
  }

  /**
   * Stores the suggestion that a draft makes. While the same one (subject, type, target, change) is
   * pending it is refreshed in place of a second; after a person's no it is silent, until it is
   * more urgent than then, what was analysed differs, or the no is lifted.
   */
  public Offer propose(Draft draft) {
    return suggestions.propose(drafting.entry(draft), draft.urgency());
  }

  /**
   * A person approves exactly the plan that was seen.
   *
   * @param planHash the hash of the plan, see {@link io.healing.api.act.ActionPlan#hash}
   * @return the suggestion, approved until {@code limits.approved_expiry} has passed
   * @throws io.healing.api.HealingException when there is no such suggestion, it is not pending
   *     (the message says who was first), it has expired, it is advice, or its plan is another one;
   *     nothing is changed then
   */
  public SuggestionEntry approve(long id, String planHash, String person) {
    return suggestions.approve(id, planHash, person);
  }

  /**
   * A person says no, to a pending suggestion or to an approved one that was not applied yet. It is
   * remembered.
   *
   * @param reason why not; must not be blank
   * @throws io.healing.api.HealingException when there is no such suggestion, it is decided
   *     otherwise, or no reason is given; nothing is changed then
   */
  public SuggestionEntry reject(long id, String person, String reason) {
    return suggestions.reject(id, person, reason);
  }

  /**
   * Forgets a person's no, so that the same may be proposed again.
   *
   * @return whether there was one
   * @throws io.healing.api.HealingException when there is no such suggestion
   */
  public boolean lift(long id) {
    return suggestions.lift(id);
  }

  /**
   * Ends a suggestion that is no longer wanted: its incident is over, or its plan no longer fits.
   * It is not remembered as a no.
   *
   * @throws io.healing.api.HealingException when it is neither pending nor approved
   */
  public SuggestionEntry supersede(SuggestionEntry entry, String why) {
    return suggestions.supersede(entry, why);
  }

  /**
   * Ends what waited too long: pending ones that nobody decided, approved ones that were not
   * applied. They are not remembered as a no.
   *
   * @return those that were ended, as they are now
   */
  public List<SuggestionEntry> expire(Instant now) {
    return suggestions.expire(now);
  }
}
