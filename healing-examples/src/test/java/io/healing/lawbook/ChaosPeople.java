package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.HealingException;
import io.healing.api.detect.Incident;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.HealingAdmin;
import java.util.List;
import java.util.Random;

/** People who approve, reject, take back, settle, pause and end things, each at random. */
final class ChaosPeople {
  private final Random random;

  ChaosPeople(Random random) {
    this.random = random;
  }

  private boolean once(int inSoMany) {
    return random.nextInt(inSoMany) == 0;
  }

  /** One of them does something; what is refused says why. */
  void act(HealingAdmin admin, List<String> targets) {
    try {
      switch (random.nextInt(10)) {
        case 0 -> admin.pause("a look around", "ben");
        case 1, 2 -> admin.resume();
        case 3 -> reject(admin);
        case 4 -> rollBack(admin);
        case 5 -> retry(admin);
        case 6 -> end(admin);
        case 7 -> settle(admin, targets);
        default -> approve(admin);
      }
    } catch (HealingException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  private void approve(HealingAdmin admin) {
    for (SuggestionEntry pending : admin.suggestions(SuggestionStatus.PENDING)) {
      if (once(2)) {
        admin.approve(pending, "anna");
      }
    }
  }

  private void reject(HealingAdmin admin) {
    for (SuggestionEntry pending : admin.suggestions(SuggestionStatus.PENDING)) {
      if (once(3)) {
        admin.reject(pending.row().id(), "anna", "not today");
      }
    }
  }

  private void rollBack(HealingAdmin admin) {
    for (ActionEntry action : admin.actions()) {
      if (once(4)) {
        admin.rollback(action.row().id(), "anna");
      }
    }
  }

  private void retry(HealingAdmin admin) {
    for (Incident incident : admin.incidents()) {
      if (once(3)) {
        admin.retry(incident.id());
      }
    }
  }

  private void end(HealingAdmin admin) {
    for (Incident incident : admin.incidents()) {
      if (!incident.ended() && once(4)) {
        admin.end(incident.id());
      }
    }
  }

  /** Says of what nobody could tell how it ended that it was made, or that it was not. */
  private void settle(HealingAdmin admin, List<String> targets) {
    admin.settle(targets.get(random.nextInt(targets.size())), once(2), "carla");
  }
}
