package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.VerificationState;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.notify.NotificationKind;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Counter;
import io.healing.api.store.IntentState;
import io.healing.api.store.StoreException;
import io.healing.core.act.Applied;
import io.healing.core.act.Order;
import io.healing.core.act.Refused;
import io.healing.core.act.Settled;
import io.healing.core.act.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the changes that were decided on, one after the other, in the actions lane. */
final class Treating {
  private static final RedactedLog LOG = RedactedLog.of(Treating.class);
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final Duration LATER = Care.LONGEST;

  private final Rooms rooms;
  private final Watching watching;
  private final Telling telling;
  private final Further further;
  private final Replanning replanning;

  /** What comes after a change, or instead of it. */
  interface Then {
    /**
     * It was made, or is not wanted as it is: from this moment on its subject is looked at anew.
     */
    void ended(Instant next);

    /** It is still wanted as it is, and asked about again at this moment. */
    default void putOff(Instant next) {
      ended(next);
    }
  }

  Treating(Rooms rooms, Watching watching, Telling telling) {
    this.rooms = rooms;
    this.watching = watching;
    this.telling = telling;
    further = new Further(rooms);
    replanning = new Replanning(rooms);
  }

  /** Makes a change, and says when its subject may be looked at again. */
  void treat(Treatment treatment, Then then) {
    rooms
        .lanes()
        .checks()
        .<Replanning.Rehearsed>submit(
            "the plan of s" + treatment.suggestion().row().id(),
            rooms.config().selfHealing().limits().analysisTimeout(),
            () -> replanning.rehearse(treatment),
            outcome ->
                outcome.handle(
                    rehearsed -> begin(treatment, rehearsed, then),
                    fault -> answer(then, () -> unplanned(treatment, fault))));
  }

  private void begin(Treatment treatment, Replanning.Rehearsed rehearsed, Then then) {
    boolean begun = false;
    try {
      rehearsed(treatment, rehearsed, then);
      begun = true;
    } finally {
      if (!begun) {
        then.ended(rooms.now().plus(SOON));
      }
    }
  }

  private void rehearsed(Treatment treatment, Replanning.Rehearsed rehearsed, Then then) {
    if (rehearsed.later().isPresent()) {
      later(treatment, rehearsed.later().get(), then);
    } else if (rehearsed.movedOn().isPresent()) {
      treatment.movedOn().accept(rehearsed.movedOn().get());
      then.ended(rooms.now().plus(SOON));
    } else {
      make(treatment, rehearsed.situation(), then);
    }
  }

  /**
   * What was approved stays so: who can do it may come, and what it waits for may pass. What was to
   * be done alone is thought over where nobody can do it any more: then a person is to know.
   */
  private void later(Treatment treatment, Decision.CheckAgain later, Then then) {
    String topic = "s" + treatment.suggestion().row().id();
    rooms.announcer().decided(treatment.subject(), topic, later);
    Instant next = rooms.now().plus(later.after());
    if (treatment.automatic() && later.why() == BlockReason.NO_REMEDIATOR) {
      then.ended(next);
    } else {
      then.putOff(next);
    }
  }

  /** The store may be at fault, or the plug-in that plans. */
  private Instant unplanned(Treatment treatment, Throwable fault) {
    String doer = rooms.acting().doer(treatment.plan().request()).orElse("nobody");
    if (!(fault instanceof StoreException)) {
      watching.take(PluginGuard.MONITOR, rooms.guard().failed(doer, fault, rooms.now()));
    }
    String words = doer + " could not plan it again: " + fault;
    Decision later = new Decision.CheckAgain(LATER, BlockReason.NO_REMEDIATOR, words);
    String topic = "s" + treatment.suggestion().row().id();
    rooms.announcer().decided(treatment.subject(), topic, later);
    return rooms.now().plus(LATER);
  }

  private void make(Treatment treatment, Situation situation, Then then) {
    Duration most = Duration.ofSeconds(rooms.config().selfHealing().recovery().recoveryTimeout());
    Duration limit = treatment.limit() == null ? most : treatment.limit().get();
    if (limit.isZero()) {
      tooLate(treatment);
      then.ended(rooms.now());
      return;
    }
    telling.tell(
        NotificationKind.FIX_ATTEMPT,
        treatment.subject(),
        "Trying: " + treatment.plan().summary(),
        treatment.suggestion().row().description());
    Order order = order(treatment, situation);
    rooms
        .lanes()
        .actions()
        .<Applied>submit(
            treatment.plan().summary(),
            limit,
            () -> rooms.acting().apply(order),
            outcome ->
                outcome.handle(
                    applied -> answer(then, () -> applied(treatment, applied)),
                    fault -> answer(then, () -> failed(treatment, fault))));
  }

  private Order order(Treatment treatment, Situation situation) {
    return new Order(
        treatment.suggestion(),
        treatment.plan(),
        situation,
        treatment.by(),
        treatment.automatic(),
        treatment.incident(),
        treatment.counterKey(),
        treatment.gates(),
        () -> count(treatment));
  }

  /** A change that would have to be broken off at once is not begun. */
  private void tooLate(Treatment treatment) {
    String words = "no time is left in the recovery procedure to make this change";
    Decision later = new Decision.CheckAgain(SOON, BlockReason.PROCEDURE_STOPPED, words);
    String topic = "s" + treatment.suggestion().row().id();
    rooms.announcer().decided(treatment.subject(), topic, later);
  }

  /** Whatever goes wrong with the answer, the subject does not stay in hand. */
  private void answer(Then then, Supplier<Instant> answer) {
    Instant next = rooms.now().plus(SOON);
    try {
      next = answer.get();
    } finally {
      then.ended(next);
    }
  }

  private void count(Treatment treatment) {
    String key = treatment.counterKey();
    boolean counts = treatment.counting() != Treatment.Counting.GO_ON;
    if (key != null && treatment.automatic() && counts) {
      Counter counter = rooms.store().counters().find(key).orElse(Counter.none(key));
      rooms.store().counters().save(rooms.deciding().attempted(counter, rooms.now()));
    }
  }

  private Instant applied(Treatment treatment, Applied applied) {
    Subject subject = new Subject(treatment.suggestion().row().jobId());
    String reference = reference(applied.entry(), treatment);
    String words =
        applied.state() == IntentState.DONE
            ? "done: " + treatment.plan().summary()
            : applied.state().word() + ": " + applied.note();
    rooms.announcer().say(HealingEvent.Step.ACTED, subject, reference, words);
    rooms.refreshIncident(treatment.incident() == null ? null : treatment.incident().id());
    rooms.pending().changed();
    watching.sightings().lookNow(treatment.subject());
    if (applied.state() != IntentState.DONE) {
      judgedFailed(treatment);
      notMade(treatment, words);
      return rooms.now().plus(SOON);
    }
    return rooms.now();
  }

  private void notMade(Treatment treatment, String words) {
    String summary = treatment.plan().summary();
    if (treatment.incident() == null) {
      telling.tell(NotificationKind.GIVE_UP, treatment.subject(), words, summary);
    } else {
      telling.notMade(treatment.incident(), words, summary, further.of(treatment));
    }
  }

  private static String reference(@Nullable ActionEntry entry, Treatment treatment) {
    return entry == null ? "s" + treatment.suggestion().row().id() : "a" + entry.row().id();
  }

  /** A change that could not be made did not help. */
  private void judgedFailed(Treatment treatment) {
    String key = treatment.counterKey();
    boolean whole = treatment.counting() == Treatment.Counting.WHOLE;
    if (key != null && treatment.automatic() && whole) {
      rooms
          .store()
          .transaction(
              () -> {
                rooms.count(key, VerificationState.INEFFECTIVE);
                return true;
              });
    }
  }

  private Instant failed(Treatment treatment, Throwable fault) {
    Subject subject = new Subject(treatment.suggestion().row().jobId());
    String topic = "s" + treatment.suggestion().row().id();
    if (fault instanceof Refused refused) {
      Decision later = new Decision.CheckAgain(SOON, refused.reason(), refused.getMessage());
      rooms.announcer().decided(subject, topic, later);
    } else if (fault instanceof TimeoutException) {
      abandoned(treatment, subject, fault);
    } else {
      rooms.log(LOG).warn("The change \"{}\" failed: {}", treatment.plan().summary(), fault);
      rooms.announcer().say(HealingEvent.Step.ACTED, subject, topic, "failed: " + fault);
    }
    return rooms.now().plus(SOON);
  }

  private void abandoned(Treatment treatment, Subject subject, Throwable fault) {
    String words =
        rooms
            .acting()
            .abandon(treatment.plan().request().target())
            .map(Settled::note)
            .orElse(String.valueOf(fault.getMessage()));
    String topic = "s" + treatment.suggestion().row().id();
    rooms.announcer().say(HealingEvent.Step.ACTED, subject, topic, "unsettled: " + words);
    telling.tell(
        NotificationKind.GIVE_UP,
        subject,
        "Nobody can tell whether this was done: " + treatment.plan().summary(),
        words);
  }
}
