package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.JobKey;

/** What Quartz is about to run by itself is not ordered beside it. */
@Timeout(60)
class OwnRunsTest {
  private final AtomicInteger runs = new AtomicInteger();
  private final CountDownLatch free = new CountDownLatch(1);
  private QuartzRig rig;

  @BeforeEach
  void make() throws Exception {
    rig = QuartzRig.ram();
    rig.job("nightly", runs::incrementAndGet);
  }

  @AfterEach
  void stop() throws Exception {
    free.countDown();
    rig.shutDown();
  }

  private void occupyBothThreads() throws Exception {
    CountDownLatch busy = new CountDownLatch(2);
    for (String job : new String[] {"sleeper", "other"}) {
      rig.job(
          job,
          () -> {
            busy.countDown();
            awaitFree();
          });
      rig.scheduler().triggerJob(JobKey.jobKey(job));
    }
    busy.await();
  }

  private void awaitFree() {
    try {
      free.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatIsDueAndWaitsForAThreadIsNotOrderedBesideItsOwnStart() throws Exception {
    rig.started();
    occupyBothThreads();
    rig.startIn("nightly", Duration.ofSeconds(-3));

    assertThatThrownBy(() -> rig.adapter().run("nightly", "missed-1"))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("nightly is due since")
        .hasMessageContaining("fires it by itself as soon as a thread is free");

    free.countDown();
    Node.until(() -> runs.get() == 1);
    assertThat(rig.adapter().run("nightly", "missed-1")).as("it is ordered now").isTrue();
    Node.until(() -> runs.get() == 2);
  }

  @Test
  void nothingIsOrderedWhileTheSchedulerStandsStill() throws Exception {
    rig.started();
    rig.scheduler().standby();

    assertThatThrownBy(() -> rig.adapter().run("nightly", "missed-1"))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("The scheduler stands still");

    rig.scheduler().start();
    assertThat(rig.adapter().run("nightly", "missed-1")).isTrue();
    Node.until(() -> runs.get() == 1);
  }
}
