package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a plan that was decided on still holds, and whether its time has come. */
final class Replanning {
  private final Rooms rooms;

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
    try {
      ActionPlan again = rooms.acting().plan(rooms.situations().of(subject), plan.request());
      return again.hash().equals(hash)
          ? Optional.empty()
          : Optional.of("what would change is no longer what was decided on");
    } catch (HealingException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Until when a plan must wait; empty when it need not. */
  Optional<Decision> notBefore(ActionPlan plan, Subject subject) {
    return rooms
        .acting()
        .notBefore(plan, rooms.situations().of(subject))
        .filter(due -> due.isAfter(rooms.now()))
        .map(
            due ->
                new Decision.CheckAgain(
                    Duration.between(rooms.now(), due),
                    BlockReason.COOL_DOWN,
                    "not before " + due));
  }
}
