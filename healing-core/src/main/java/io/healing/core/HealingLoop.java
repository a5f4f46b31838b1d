package io.healing.core;

import io.healing.core.job.Jobs;
import java.time.Instant;

/**
 * The one way through, from top to bottom. A turn never waits: what may take its time is handed to
 * a lane and its answer is taken up in a later turn. Used by one thread at a time.
 */
final class HealingLoop {
  private final Rooms rooms;
  private final Watching watching;
  private final Caring caring;
  private final Proving proving;
  private final ReviewCalendar reviews;
  private final Caretaker caretaker;

  HealingLoop(Rooms rooms) {
    this.rooms = rooms;
    watching = new Watching(rooms);
    Analysing analysing = new Analysing(rooms, watching);
    Treating treating = new Treating(rooms, watching);
    proving = new Proving(rooms, watching);
    caring = new Caring(rooms, analysing, treating);
    reviews = new ReviewCalendar(rooms, analysing, treating);
    caretaker = new Caretaker(rooms, watching, proving);
  }

  /** Before the first turn: jobs are made known and what a dead process left is settled. */
  void begin() {
    rooms.config().jobs().values().forEach(watching::define);
    watching.reportUnloadable();
    caretaker.begin(rooms.now());
    proving.begin();
  }

  /** One turn; true when something happened that may have more to follow. */
  boolean turn() {
    Instant now = rooms.now();
    Jobs.Drained drained = watching.observe(now);
    watching.detect(now);
    boolean answered = rooms.lanes().collect() > 0;
    watching.sweep(now);
    proving.verify(now);
    caring.heal(now);
    reviews.review(now, drained);
    caretaker.look(now);
    return answered || !drained.toSave().isEmpty() || rooms.lanes().collect() > 0;
  }

  /** A review of one subject is wanted. */
  void wanted(ReviewWish wish) {
    reviews.wanted(wish);
  }

  /** After the last turn. */
  void end() {
    watching.flush(rooms.now());
    rooms.store().instances().leave(rooms.instance().id());
  }
}
