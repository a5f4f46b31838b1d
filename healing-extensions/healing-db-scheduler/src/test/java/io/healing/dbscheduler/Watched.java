package io.healing.dbscheduler;

import io.healing.api.detect.Incident;
import io.healing.core.ManualHealing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What Healing says of a scheduler under test. */
final class Watched {
  static final Duration LOOK = Duration.ofSeconds(31);
  private static final long PATIENCE = 60_000_000_000L;

  private Watched() {}

  static List<Incident> open(ManualHealing healing, String finding) {
    return healing.healing().admin().incidents().stream()
        .filter(incident -> incident.findingId().equals(finding) && !incident.ended())
        .toList();
  }

  /** Looks until the finding is told. */
  static Incident told(ManualHealing healing, String finding) {
    until(() -> ticked(healing, () -> !open(healing, finding).isEmpty()));
    return open(healing, finding).get(0);
  }

  /** Looks until the finding is no longer told. */
  static void cleared(ManualHealing healing, String finding) {
    until(() -> ticked(healing, () -> open(healing, finding).isEmpty()));
  }

  static void looks(ManualHealing healing, int count) {
    for (int i = 0; i < count; i++) {
      healing.tick(LOOK);
    }
  }

  private static boolean ticked(ManualHealing healing, BooleanSupplier happened) {
    healing.tick(LOOK);
    return happened.getAsBoolean();
  }

  static void until(BooleanSupplier happened) {
    long end = System.nanoTime() + PATIENCE;
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not happen within a minute");
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  static void await(java.util.concurrent.CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
