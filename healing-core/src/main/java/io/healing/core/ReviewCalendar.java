package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobRun;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewFrequency;
import io.healing.core.job.Drained;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reviews that nobody's failure asks for: by the calendar, by an event, by a person's wish. */
final class ReviewCalendar {
  private static final String TOPIC = "review";
  private static final Duration OFTEN = Duration.ofSeconds(10);
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final Rooms rooms;
  private final Analysing analysing;
  private final Afterwards afterwards;
  private final Queue<ReviewWish> wishes = new ConcurrentLinkedQueue<>();
  private final Deque<ReviewWish> waiting = new ArrayDeque<>();
  private final Map<Subject, Instant> notBefore = new HashMap<>();
  private final DueTimes dueTimes;
  private final OwnReviews ownReviews;
  private final WantedReviews wanted;
  private final Set<String> breaches = new HashSet<>();
  private Instant nextRound = Instant.MIN;

  ReviewCalendar(Rooms rooms, Analysing analysing, Treating treating, Telling telling) {
    this.rooms = rooms;
    this.analysing = analysing;
    dueTimes = new DueTimes(rooms);
    ownReviews = new OwnReviews(rooms);
    wanted = new WantedReviews(rooms.store().states(), rooms.stored());
    afterwards = new Afterwards(rooms, treating, telling);
  }

  /** A review is wanted, whatever the calendar says; called from any thread. */
  void wanted(ReviewWish wish) {
    if (!analysing.reviews(wish.subject())) {
      wishes.add(wish);
    }
  }

  void review(Instant now, Drained drained) {
    drained.ended().forEach(this::ended);
    afterwards.again(now);
    if (Times.come(nextRound, OFTEN, now)) {
      nextRound = now.plus(OFTEN);
      breaches();
      dueTimes.come(now).forEach(job -> await(ReviewWish.byCalendar(job)));
      if (ownReviews.come(now)) {
        await(ReviewWish.ofItself());
      }
    }
    wanted.take(now, this::reviewable).forEach(this::await);
    for (ReviewWish wish = wishes.poll(); wish != null; wish = wishes.poll()) {
      await(wish);
    }
    Optional<ReviewWish> next = waiting.stream().filter(wish -> ripe(wish, now)).findFirst();
    if (next.isPresent() && analysing.free()) {
      begin(next.get());
    }
  }

  private boolean reviewable(String name) {
    return rooms.jobs().known(name) || (ownReviews.on() && OwnReviews.SELF.name().equals(name));
  }

  /** One review of a job at a time: who wants another meanwhile gets the one that is coming. */
  private void await(ReviewWish wish) {
    boolean coming =
        analysing.reviews(wish.subject())
            || waiting.stream().anyMatch(other -> other.subject().equals(wish.subject()));
    if (!coming) {
      waiting.add(wish);
    } else if (wish.force() && waiting.removeIf(o -> o.subject().equals(wish.subject()))) {
      waiting.add(wish);
    }
  }

  private boolean ripe(ReviewWish wish, Instant now) {
    Instant due = notBefore.getOrDefault(wish.subject(), Instant.MIN);
    return Times.come(due, AGAIN, now);
  }

  private void ended(JobRun run) {
    if (run.outcome().bad() && !run.retryPending()) {
      on(ReviewFrequency.ON_FAILURE, run.jobId());
    }
  }

  /** Before the first turn: a breach that an earlier process saw has had its review. */
  void begin() {
    breached().forEach(incident -> breaches.add(incident.id()));
  }

  private void breaches() {
    List<Incident> now = breached();
    now.stream()
        .filter(incident -> !breaches.contains(incident.id()))
        .forEach(incident -> on(ReviewFrequency.ON_SLA_BREACH, incident.subject().name()));
    breaches.clear();
    now.forEach(incident -> breaches.add(incident.id()));
  }

  private List<Incident> breached() {
    return rooms.detection().active().stream()
        .filter(incident -> incident.findingId().equals("job.sla"))
        .toList();
  }

  private void on(ReviewFrequency event, String job) {
    SelfHealingConfig config = rooms.config().job(job).selfHealing();
    if (rooms.reviewing().startedBy(config, event)) {
      await(ReviewWish.byEvent(job));
    }
  }

  private void begin(ReviewWish wish) {
    Optional<Decision> not = notNow(wish);
    if (not.isPresent() && not.get() instanceof Decision.CheckAgain later) {
      notBefore.put(wish.subject(), rooms.now().plus(later.after()));
    } else {
      waiting.remove(wish);
      notBefore.remove(wish.subject());
    }
    if (not.isPresent()) {
      rooms.announcer().decided(wish.subject(), TOPIC, not.get());
      return;
    }
    if (!analysing.begin(Examination.proactive(wish), afterwards::take, () -> {})) {
      waiting.addFirst(wish);
    }
  }

  private Optional<Decision> notNow(ReviewWish wish) {
    if (mended(wish.subject())) {
      return Optional.of(
          new Decision.CheckAgain(AGAIN, BlockReason.BUSY, "an incident of it is being mended"));
    }
    return wish.calendar() ? tooFewRuns(wish.subject().name()) : Optional.empty();
  }

  /** Whether a change is being made right now, or its effect is awaited. */
  private boolean mended(Subject subject) {
    return rooms.pending().awaited().stream()
            .anyMatch(entry -> entry.row().jobId().equals(subject.name()))
        || rooms.store().journal().open().stream()
            .anyMatch(intent -> intent.subject().equals(subject));
  }

  private Optional<Decision> tooFewRuns(String job) {
    SelfHealingConfig config = rooms.config().job(job).selfHealing();
    Instant from =
        rooms
            .store()
            .reviews()
            .lastProactive(job)
            .map(HealingReview::startedAt)
            .orElse(rooms.now().minus(Duration.ofDays(7)));
    return rooms.reviewing().tooFewRuns(config, rooms.store().runs().countSince(job, from, false));
  }
}
