package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.core.Healing;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That Healing itself stands still is seen from outside of its loop. */
@Timeout(60)
class StuckLoopTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /** Stands still on the loop's thread while it is held, as anything that hangs there would. */
  private static final class HoldingClock implements InstantSource {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile Instant now = NOON;
    private volatile boolean holding;

    @Override
    public Instant instant() {
      if (holding && Thread.currentThread().getName().equals("healing-loop")) {
        held.countDown();
        awaitRelease();
      }
      return now;
    }

    private void awaitRelease() {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void release() {
      holding = false;
      released.countDown();
    }
  }

  @Test
  void aLoopWhoseTurnDoesNotComeBackIsNotSaidToRun() throws InterruptedException {
    HoldingClock clock = new HoldingClock();
    try (Healing healing = Healing.builder().store(InMemoryStore.create()).clock(clock).build()) {
      healing.start();
      clock.holding = true;
      assertThat(clock.held.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(healing.status().running()).as("it has not been long").isTrue();

      clock.now = NOON.plus(Duration.ofSeconds(61));

      assertThat(healing.status().running()).isFalse();
      clock.release();
      while (!healing.status().running()) {
        Thread.onSpinWait();
      }
    }
  }
}
