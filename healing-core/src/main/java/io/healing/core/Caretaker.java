package io.healing.core;

import io.healing.api.Plural;
import io.healing.api.Subject;
import io.healing.api.job.JobRun;
import io.healing.api.notify.NotificationKind;
import io.healing.api.store.IntentState;
import io.healing.api.store.ReviewEntry;
import io.healing.api.store.StoreException;
import io.healing.core.act.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What has to be done from time to time: dead processes, expiries, what is too old. */
final class Caretaker {
  private static final RedactedLog LOG = RedactedLog.of(Caretaker.class);
  private static final Duration OFTEN = Duration.ofSeconds(10);
  private static final Duration FIRST_CLEANING = Duration.ofHours(1);
  private static final Duration CLEANING = Duration.ofHours(24);
  private static final Duration CLEANING_LIMIT = Duration.ofMinutes(10);

  private final Rooms rooms;
  private final Watching watching;
  private final Analysing analysing;
  private final Telling telling;
  private final Endings endings;
  private final Unseen unseen;
  private Instant nextRound = Instant.MIN;
  private Instant nextCleaning = Instant.MAX;

  Caretaker(Rooms rooms, Watching watching, Analysing analysing, Telling telling) {
    this.analysing = analysing;
    this.rooms = rooms;
    this.watching = watching;
    this.telling = telling;
    Duration pending = rooms.config().selfHealing().limits().pendingExpiry();
    endings = new Endings(rooms, rooms.now().minus(pending));
    unseen = new Unseen(rooms);
  }

  /** Before the first turn. */
  void begin(Instant now) {
    nextCleaning = now.plus(FIRST_CLEANING);
    look(now);
  }

  void look(Instant now) {
    if (Times.come(nextRound, OFTEN, now)) {
      nextRound = now.plus(OFTEN);
      round(now);
    }
    if (Times.come(nextCleaning, CLEANING, now)) {
      nextCleaning = now.plus(CLEANING);
      clean(now);
    }
  }

  private void round(Instant now) {
    try {
      buryDead(now);
      rooms.acting().settle().forEach(this::settled);
      rooms.reviewing().expire(now);
      endings.look(now);
      unseen.look(now);
    } catch (StoreException e) {
      rooms.log(LOG).warn("The round of the caretaker failed; the next one goes on: {}", e);
    }
  }

  /** Runs and reviews of dead processes come to their end. */
  private void buryDead(Instant now) {
    for (long instance : rooms.store().instances().withUnfinishedRuns()) {
      if (!rooms.store().instances().alive(instance)) {
        orphan(instance, now);
      }
    }
    for (ReviewEntry review : rooms.store().reviews().running()) {
      if (analysing.abandoned(review)) {
        rooms.store().reviews().update(rooms.reviewing().failed(review.row(), "interrupted"));
      }
    }
  }

  private void orphan(long instance, Instant now) {
    List<JobRun> orphans = new ArrayList<>();
    for (JobRun run : rooms.store().runs().unfinished(instance)) {
      orphans.add(run.orphaned(now));
    }
    if (!orphans.isEmpty()) {
      rooms.store().runs().save(orphans);
      watching.define(
          orphans.stream().map(JobRun::jobId).distinct().filter(rooms.jobs()::known).toList());
    }
  }

  private void settled(Settled settled) {
    if (settled.state() == IntentState.OPEN) {
      return;
    }
    Subject subject = settled.intent().subject();
    String words = "after a crash: " + settled.state().word() + ": " + settled.note();
    String reference = "s" + settled.intent().suggestionId();
    rooms.announcer().say(HealingEvent.Step.ACTED, subject, reference, words);
    rooms.pending().changed();
    rooms.refreshIncident(settled.intent().incidentId());
    if (settled.state() == IntentState.UNSETTLED) {
      telling.tell(
          NotificationKind.GIVE_UP,
          subject,
          "Nobody can tell whether this was done: " + settled.intent().plan().summary(),
          settled.note());
    }
  }

  /** May take its time, so it does not hold up the loop. */
  private void clean(Instant now) {
    Duration history = Duration.ofDays(rooms.config().store().retentionDays());
    Duration metrics = Duration.ofDays(rooms.config().selfHealing().metricsRetentionDays());
    watching.forget(now.minus(metrics));
    rooms
        .lanes()
        .checks()
        .<Integer>submit(
            "the cleaning",
            CLEANING_LIMIT,
            () ->
                rooms.store().forget(now.minus(history), now.minus(metrics))
                    + Streams.forget(rooms.store(), now.minus(metrics)),
            outcome -> outcome.handle(this::cleaned, this::notCleaned));
  }

  private void cleaned(int gone) {
    rooms
        .log(LOG)
        .info("{} older than the store keeps, and went", Plural.of(gone, "row was", "rows were"));
  }

  private void notCleaned(Throwable fault) {
    rooms
        .log(LOG)
        .warn("What is too old could not be removed; it is tried again tomorrow: {}", fault);
  }
}
