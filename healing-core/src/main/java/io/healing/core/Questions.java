package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobSnapshot;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Counter;
import io.healing.api.store.Intent;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.decide.Deciding.Asked;
import io.healing.core.decide.Question;
import io.healing.core.decide.Question.Facts;
import io.healing.core.decide.Question.Lately;
import io.healing.core.decide.Question.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what a decision depends on, and asks for it. */
final class Questions {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Rooms rooms;
  private final Replanning replanning;
  private final Obstacles obstacles;

  /**
   * What is to be done about an incident now.
   *
   * @param decision the answer
   * @param treatment the change to be made, when the answer is to heal
   */
  record Choice(Decision decision, @Nullable Treatment treatment) {}

  Questions(Rooms rooms) {
    this.rooms = rooms;
    replanning = new Replanning(rooms);
    obstacles = new Obstacles(rooms);
  }

  /** What can be said before anything was analysed. */
  Optional<Decision> early(Incident incident) {
    return rooms
        .detection()
        .storm(incident.subject())
        .filter(storm -> !storm.id().equals(incident.id()))
        .<Decision>map(storm -> new Decision.CheckAgain(SOON, BlockReason.STORM, storm.message()))
        .or(() -> rooms.detection().behind(incident).map(Hanging::waits));
  }

  /** Decides on the best that was proposed. */
  Choice choose(Incident incident, Care care) {
    Optional<Proposed> best = best(care.proposed());
    if (best.isEmpty()) {
      return new Choice(decide(unknown(incident)), null);
    }
    Proposed proposed = best.get();
    SuggestionEntry stored = proposed.suggestion();
    if (stored == null) {
      return new Choice(rejected(proposed), null);
    }
    return choose(incident, care, stored);
  }

  private static Optional<Proposed> best(List<Proposed> proposed) {
    return proposed.stream()
        .filter(p -> p.planned().plan() != null && p.suggestion() != null)
        .findFirst()
        .or(() -> proposed.stream().findFirst());
  }

  private static Decision rejected(Proposed proposed) {
    return new Decision.Ignore(BlockReason.REJECTED_BEFORE, proposed.rejection());
  }

  private Question unknown(Incident incident) {
    return question(Asked.ALONE_REACTIVE, incident.subject(), Wish.unknown())
        .withIncident(incident)
        .withFacts(obstacles.of(incident.subject(), null));
  }

  private Choice choose(Incident incident, Care care, SuggestionEntry stored) {
    Optional<SuggestionEntry> fresh = rooms.store().suggestions().find(stored.row().id());
    SuggestionStatus status =
        fresh.map(entry -> entry.row().status()).orElse(SuggestionStatus.UNKNOWN);
    if (fresh.isEmpty() || status != SuggestionStatus.PENDING) {
      return new Choice(answered(care, status), null);
    }
    SuggestionEntry entry = fresh.get();
    Optional<Planned> planned = care.planned(entry.row().id());
    Decision decision = decideAlone(incident, planned, entry);
    ActionPlan plan = entry.detail().plan();
    if (!(decision instanceof Decision.Heal) || plan == null) {
      return new Choice(decision, null);
    }
    Optional<Decision> early = replanning.notBefore(plan, incident.subject());
    if (early.isPresent()) {
      return new Choice(early.get(), null);
    }
    return new Choice(
        decision,
        new Treatment(
            entry,
            plan,
            incident,
            counterKey(incident),
            "auto",
            true,
            () -> again(incident.id(), planned, entry),
            why -> movedOn(incident.subject(), incident.id(), why)));
  }

  /** Says that a change was not made because its plan does not hold any more. */
  void movedOn(Subject subject, String topic, String why) {
    Decision later = new Decision.CheckAgain(SOON, BlockReason.WORLD_MOVED_ON, why);
    rooms.announcer().decided(subject, topic, later);
  }

  /** What is decided in the moment in which the change begins; much may have happened since. */
  private Decision again(String incident, Optional<Planned> planned, SuggestionEntry entry) {
    return rooms
        .detection()
        .find(incident)
        .map(now -> decideAlone(now, planned, entry))
        .orElseGet(() -> new Decision.Ignore(BlockReason.CLEAR, incident + " has ended"));
  }

  private Decision decideAlone(
      Incident incident, Optional<Planned> planned, SuggestionEntry entry) {
    Optional<JobSnapshot> job = rooms.jobs().snapshot(incident.subject().name(), rooms.now());
    return GoodSince.of(incident, entry.detail().plan(), job)
        .orElseGet(() -> decide(alone(incident, planned, entry)));
  }

  private static Decision answered(Care care, SuggestionStatus status) {
    if (status == SuggestionStatus.APPROVED) {
      return new Decision.CheckAgain(SOON, BlockReason.BUSY, "approved, and about to be applied");
    }
    care.analyseAgain();
    return new Decision.CheckAgain(
        SOON, BlockReason.CLEAR, "the suggestion is " + status.word() + "; looking again");
  }

  private Question alone(Incident incident, Optional<Planned> planned, SuggestionEntry entry) {
    ActionPlan plan = entry.detail().plan();
    BlockReason refusal = planned.map(Planned::refusal).orElse(null);
    String words = planned.map(Planned::why).orElse("");
    Wish wish = wish(entry, planned).refused(refusal, words);
    return question(Asked.ALONE_REACTIVE, incident.subject(), wish)
        .withIncident(incident)
        .withCounter(counter(counterKey(incident)))
        .withFacts(
            obstacles.storm(
                obstacles.oneByOne(obstacles.of(incident.subject(), plan), plan),
                incident.subject(),
                Optional.of(incident)));
  }

  /** The stored suggestion; without a plan only the proposal knows what was wished. */
  private static Wish wish(SuggestionEntry entry, Optional<Planned> planned) {
    boolean unplanned = entry.detail().plan() == null && planned.isPresent();
    return unplanned ? Wish.of(planned.get().proposal(), null) : Wish.of(entry);
  }

  /**
   * The question whether a step of a procedure may be made now. The first one is an attempt; the
   * others belong to it, and what it changed itself is in nobody's way.
   */
  Question step(Incident incident, Proposed proposed, Course course) {
    SuggestionEntry entry = Objects.requireNonNull(proposed.suggestion());
    ActionPlan plan = entry.detail().plan();
    Planned planned = proposed.planned();
    Wish wish = wish(entry, Optional.of(planned)).refused(planned.refusal(), planned.why());
    Facts facts = obstacles.of(incident.subject(), plan);
    Counter counter = counter(counterKey(incident));
    return question(Asked.ALONE_REACTIVE, incident.subject(), wish)
        .withIncident(incident)
        .withCounter(counted(counter, course) ? before(counter) : counter)
        .withFacts(
            obstacles.storm(
                ownChange(plan, course) ? facts : obstacles.oneByOne(facts, plan),
                incident.subject(),
                Optional.of(incident)));
  }

  private boolean ownChange(@Nullable ActionPlan plan, Course course) {
    return plan != null
        && rooms
            .store()
            .actions()
            .lastOn(plan.request().target())
            .filter(last -> course.actions().contains(last.row().id()))
            .isPresent();
  }

  /** Whether the attempt that a procedure is was counted when it began. */
  boolean counted(Incident incident, Course course) {
    return counted(counter(counterKey(incident)), course);
  }

  private static boolean counted(Counter counter, Course course) {
    Instant last = counter.lastAttemptAt();
    return last != null && !last.isBefore(course.begun());
  }

  private static Counter before(Counter counter) {
    int attempts = Math.max(0, counter.attempts() - 1);
    return new Counter(
        counter.key(),
        attempts,
        counter.failuresInARow(),
        counter.lastAttemptAt(),
        null,
        counter.breakerOpenedAt());
  }

  /** The question whether an approved suggestion may be carried out now. */
  Question approved(SuggestionEntry entry) {
    Subject subject = new Subject(entry.row().jobId());
    Optional<Incident> incident =
        Optional.ofNullable(entry.detail().incidentId()).flatMap(rooms.store().incidents()::find);
    Facts facts = obstacles.storm(obstacles.of(subject, entry.detail().plan()), subject, incident);
    Question question = question(Asked.APPROVED, subject, Wish.of(entry)).withFacts(facts);
    String key = counterKey(entry, incident);
    return key == null ? question : question.withCounter(counter(key));
  }

  /** The question whether a suggestion of a review may be carried out without a person. */
  Question proactive(SuggestionEntry entry, Planned planned) {
    ActionPlan plan = entry.detail().plan();
    Subject subject = new Subject(entry.row().jobId());
    Wish wish = wish(entry, Optional.of(planned)).refused(planned.refusal(), planned.why());
    Facts facts =
        obstacles.storm(
            obstacles.oneByOne(obstacles.of(subject, plan), plan), subject, Optional.empty());
    return question(Asked.ALONE_PROACTIVE, subject, wish)
        .withCounter(counter(entry.detail().dedupeKey()))
        .withFacts(facts);
  }

  /** The question whether a change that did not help may be taken back now. */
  Question undo(ActionEntry entry, Intent intent) {
    Target target = entry.detail().target();
    boolean pending = rooms.store().journal().pendingOn(target).isPresent();
    boolean busy = pending || obstacles.later(entry).filter(obstacles::unfinished).isPresent();
    Facts facts =
        obstacles
            .of(intent.subject(), null)
            .when(busy, BlockReason.BUSY, "another change of " + target);
    return question(Asked.AUTOMATIC_UNDO, intent.subject(), Wish.of(intent.plan()))
        .withFacts(facts);
  }

  Decision decide(Question question) {
    return rooms.deciding().decide(question);
  }

  private Question question(Asked asked, Subject subject, Wish wish) {
    int subjects = Math.max(1, rooms.jobs().size());
    Lately lately =
        new Lately(rooms.store().journal().appliedSince(rooms.now().minus(HOUR)), subjects);
    return Question.of(asked, subject, rooms.healing(subject), wish).withLately(lately);
  }

  /** Under which key attempts for an incident are counted. */
  String counterKey(Incident incident) {
    return Siblings.counterKey(incident, rooms.detection().active());
  }

  /**
   * Under which key attempts at a suggestion are counted: what mends no incident is counted by
   * itself, so that the same is not tried again and again. Null when its incident is gone.
   */
  @Nullable String counterKey(SuggestionEntry entry, Optional<Incident> incident) {
    return entry.detail().incidentId() == null
        ? entry.detail().dedupeKey()
        : incident.map(this::counterKey).orElse(null);
  }

  private Counter counter(String key) {
    return rooms.store().counters().find(key).orElse(Counter.none(key));
  }
}
