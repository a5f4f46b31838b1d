package io.healing.core;

import io.healing.api.detect.HealthMetric;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.core.job.Drained;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one way through, from top to bottom. A turn never waits: what may take its time is handed to
 * a lane and its answer is taken up in a later turn. Used by one thread at a time.
 */
final class HealingLoop {
  private static final RedactedLog LOG = RedactedLog.of(HealingLoop.class);

  private final Rooms rooms;
  private final Watching watching;
  private final Telling telling;
  private final Caring caring;
  private final Proving proving;
  private final Proceeding proceeding;
  private final Escalating escalating;
  private final Following following;
  private final ReviewCalendar reviews;
  private final Approvals approvals;
  private final Caretaker caretaker;
  private final OwnSamples ownSamples;
  private volatile @Nullable Instant since;
  private final ToldChanges changes;

  HealingLoop(Rooms rooms) {
    this.rooms = rooms;
    changes = new ToldChanges(rooms);
    watching = new Watching(rooms);
    telling = new Telling(rooms, watching);
    Analysing analysing = new Analysing(rooms, watching);
    Treating treating = new Treating(rooms, watching, telling);
    Courses courses = new Courses(rooms.store(), rooms.stored(), rooms.instance().id());
    escalating = new Escalating(rooms, telling, courses);
    proving = new Proving(rooms, watching, telling, courses);
    proceeding =
        new Proceeding(
            rooms,
            treating,
            new StepMaking(rooms, watching, escalating),
            new CourseEnd(rooms, courses, telling, proving));
    following = new Following(rooms, telling, escalating);
    caring = new Caring(rooms, analysing, proceeding, escalating);
    reviews = new ReviewCalendar(rooms, analysing, treating, telling);
    approvals = new Approvals(rooms, proceeding, telling);
    caretaker = new Caretaker(rooms, watching, analysing, telling);
    ownSamples = new OwnSamples(rooms, this);
  }

  /** Lets the runners tell what they run, also before the first turn. */
  void join() {
    watching.join();
  }

  /** Before the first turn: jobs are made known and what a dead process left is settled. */
  void begin() {
    watching.define(rooms.config().jobs().keySet());
    watching.reportUnloadable();
    watching.join();
    telling.begin();
    reviews.begin();
    caretaker.begin(rooms.now());
    since = rooms.now();
    proceeding.begin();
  }

  /**
   * One turn; true when there may be more to do at once. Runs alone are no such reason unless there
   * were very many: they are stored together, at the price of one. A step that fails stops no
   * other; the turn fails with it when all have been made.
   */
  boolean turn() {
    Instant now = rooms.now();
    Steps steps = new Steps();
    Optional<Drained> drained = steps.take(() -> watching.observe(now));
    steps.make(changes::store);
    steps.make(() -> watching.detect(now));
    boolean answered = steps.take(() -> rooms.lanes().collect() > 0).orElse(true);
    steps.make(() -> watching.sweep(now));
    steps.make(() -> proving.verify(now));
    steps.make(() -> proceeding.look(now));
    steps.make(() -> caring.heal(now));
    steps.make(() -> escalating.look(now));
    drained.ifPresent(told -> steps.make(() -> reviews.review(now, told)));
    steps.make(() -> approvals.carryOut(now));
    steps.make(() -> caretaker.look(now));
    steps.make(() -> ownSamples.look(now));
    steps.make(() -> following.look(now));
    steps.make(() -> telling.look(now));
    boolean more = steps.take(() -> rooms.lanes().collect() > 0).orElse(true);
    steps.make(watching::keepSamples);
    steps.end();
    return answered || more || drained.filter(watching::crowded).isPresent();
  }

  /** A review of one job is wanted. */
  void wanted(ReviewWish wish) {
    reviews.wanted(wish);
  }

  /** Since when it runs; null before. */
  @Nullable Instant since() {
    return since;
  }

  /** Something was changed on purpose. */
  void changed(ChangeEvent change) {
    changes.tell(change);
  }

  /** The newest sample of every stream, by its name. */
  Map<String, HealthMetric> newest() {
    return watching.newest();
  }

  /** Whether any monitor has looked yet. */
  boolean looked() {
    return watching.sightings().any();
  }

  /**
   * After the last turn. A part that fails stops no other.
   *
   * @param patience how long it may put back what was for a time only, and read files of jobs
   */
  void end(Duration patience) {
    Steps steps = new Steps();
    steps.make(this::part);
    steps.make(() -> proving.putBack(patience));
    steps.make(() -> watching.observeLast(rooms.now(), patience));
    steps.make(watching::keepSamples);
    steps.make(changes::store);
    steps.end();
  }

  /** The runners tell nothing any more. */
  void part() {
    rooms.assembly().runners().leave(rooms.log(LOG));
  }

  /** This process is no longer one of those that use the store. */
  void leave() {
    rooms.store().instances().leave(rooms.instance().id());
  }
}
