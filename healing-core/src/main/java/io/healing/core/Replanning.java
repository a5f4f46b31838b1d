package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.store.StoreException;
import io.healing.core.act.Refused;
import io.healing.core.act.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a plan that was decided on still holds, and whether its time has come. */
final class Replanning {
  private static final Duration RESTED = Duration.ofMinutes(1);
  private static final Duration LATER = Care.LONGEST;

  private final Rooms rooms;

  /**
   * What was found right before a change.
   *
   * @param situation what is known of the subject
   * @param movedOn why the plan does not hold any more; empty while it does
   * @param later what is decided instead and why, when it cannot be carried out here and now
   *     although it still holds
   */
  record Rehearsed(
      Situation situation, Optional<String> movedOn, Optional<Decision.CheckAgain> later) {}

  Replanning(Rooms rooms) {
    this.rooms = rooms;
  }

  /**
   * Why a plan does not hold any more; empty while it does. It is made again right before it is
   * carried out.
   *
   * @param hash of the plan that was decided on
   */
  Optional<String> movedOn(Subject subject, ActionPlan plan, @Nullable String hash) {
    return movedOn(rooms.situations().of(subject), plan, hash);
  }

  private Optional<String> movedOn(Situation now, ActionPlan plan, @Nullable String hash) {
    try {
      return againstNow(now, plan, hash);
    } catch (StoreException e) {
      throw e;
    } catch (HealingException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> againstNow(Situation now, ActionPlan plan, @Nullable String hash) {
    ActionPlan again = rooms.acting().plan(now, plan.request());
    return again.hash().equals(hash)
        ? Optional.empty()
        : Optional.of("what would change is no longer what was decided on");
  }

  /** The same for what is to be done now; asks plug-ins, so it belongs into the checks lane. */
  Rehearsed rehearse(Treatment treatment) {
    Situation situation = rooms.situations().of(treatment.subject());
    try {
      Optional<String> moved = againstNow(situation, treatment.plan(), treatment.hash());
      return new Rehearsed(
          situation, moved, moved.isPresent() ? Optional.empty() : waits(treatment, situation));
    } catch (StoreException e) {
      throw e;
    } catch (Refused e) {
      String words = String.valueOf(e.getMessage());
      return e.reason() == BlockReason.NO_REMEDIATOR
          ? new Rehearsed(situation, Optional.empty(), later(e.reason(), words))
          : new Rehearsed(situation, Optional.of(words), Optional.empty());
    } catch (HealingException e) {
      Optional<String> words = Optional.of(String.valueOf(e.getMessage()));
      return new Rehearsed(situation, words, Optional.empty());
    }
  }

  /**
   * Not for longer than a person may be left without a call: then the order is given, and what the
   * runner says to it is told.
   */
  private Optional<Decision.CheckAgain> waits(Treatment treatment, Situation situation) {
    Incident incident = treatment.incident();
    int most = rooms.config().selfHealing().recovery().escalationTimeout();
    boolean overdue =
        treatment.automatic()
            && incident != null
            && !rooms.now().isBefore(incident.detectedAt().plusSeconds(most));
    return overdue
        ? Optional.empty()
        : rooms
            .acting()
            .waits(treatment.plan(), situation)
            .flatMap(words -> later(BlockReason.RETRY_PENDING, words));
  }

  private static Optional<Decision.CheckAgain> later(BlockReason reason, String words) {
    return Optional.of(new Decision.CheckAgain(LATER, reason, words));
  }

  /** Until when a plan must wait; empty when it need not. Asks no plug-in. */
  Optional<Decision> notBefore(ActionPlan plan, Subject subject) {
    Instant now = rooms.now();
    Optional<Decision> early =
        rooms
            .acting()
            .notBefore(plan, rooms.situations().withoutControl(subject))
            .filter(due -> due.isAfter(now))
            .map(
                due ->
                    new Decision.CheckAgain(
                        Duration.between(now, due), BlockReason.COOL_DOWN, "not before " + due));
    return early.or(() -> rested(plan, now));
  }

  private Optional<Decision> rested(ActionPlan plan, Instant now) {
    return rooms
        .acting()
        .doer(plan.request())
        .filter(doer -> !rooms.guard().ready(doer, now))
        .map(
            doer ->
                new Decision.CheckAgain(
                    RESTED, BlockReason.NO_REMEDIATOR, doer + " is rested after failures"));
  }
}
