package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.detect.Incident;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.Told;
import io.healing.core.Healing;
import io.healing.core.HealingFigures.BreakerState;
import io.healing.core.ManualHealing;
import io.healing.core.store.InMemoryStore;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;

/** What Quartz and its users decide stays theirs: which starts take place, and which runs end. */
@Timeout(60)
class LeftToQuartzTest {
  private static final Duration LOOK = Duration.ofSeconds(31);
  private static final String YAML =
      """
      self_healing:
        limits: { breaker_failures: 1 }
      jobs:
        bad:
          self_healing: { enabled: true, suggestions: { notify_channel: log } }
      """;

  @TempDir Path home;

  private final AtomicInteger runs = new AtomicInteger();
  private QuartzRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = QuartzRig.ram().started();
  }

  @AfterEach
  void stop() throws Exception {
    rig.shutDown();
  }

  @Test
  void neitherAnOpenBreakerNorAPauseVetoesAStart() throws Exception {
    String job = rig.job("bad", this::fail);
    try (ManualHealing healing =
        Healing.builder()
            .store(InMemoryStore.trusted())
            .config(Files.writeString(home.resolve("healing.yaml"), YAML))
            .runner(rig.adapter())
            .manual(Instant.now())) {
      healing.tick(LOOK);
      rig.fire(job);
      Node.until(() -> tickedUntilOpen(healing, job));
      assertThat(runs).hasValueGreaterThanOrEqualTo(2);
      healing.healing().admin().pause("stocktaking", "ada");
      healing.tick(LOOK);
      int before = runs.get();

      rig.fire(job);
      Node.until(() -> runs.get() == before + 1);

      healing.tick(LOOK).tick(LOOK);
      assertThat(healing.healing().admin().incidents())
          .extracting(Incident::findingId)
          .contains("job.failed")
          .doesNotContain("quartz.vetoed");
    }
  }

  private void fail() {
    runs.incrementAndGet();
    throw new UncheckedIOException(new SocketTimeoutException("Read timed out"));
  }

  private static boolean tickedUntilOpen(ManualHealing healing, String job) {
    healing.tick(LOOK);
    return healing.healing().figures().incidents().stream()
        .filter(incident -> incident.subject().name().equals(job))
        .anyMatch(one -> healing.healing().figures().breaker(one) == BreakerState.OPEN);
  }

  /** Its thread may be within work that cannot bear it, and is a thread of the pool. */
  @Test
  void aRunOfAJobThatDoesNotAllowItIsNotInterruptedAlsoWhereThatIsOrdered() throws Exception {
    Told told = new Told();
    rig.adapter().join(told);
    CountDownLatch end = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    rig.scheduler().setJobFactory((fired, scheduler) -> context -> stay(end, interrupted));
    rig.scheduler()
        .addJob(
            JobBuilder.newJob(Stubborn.class).withIdentity("stubborn").storeDurably().build(),
            false);
    rig.scheduler().triggerJob(JobKey.jobKey("stubborn"));
    Node.until(() -> runs.get() == 1);

    assertThatThrownBy(() -> rig.adapter().interrupt("stubborn", told.runs("stubborn").get(0).id()))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("stubborn")
        .hasMessageContaining("InterruptableJob");
    end.countDown();

    Node.until(() -> told.ended("stubborn").size() == 1);
    assertThat(interrupted).isFalse();
    assertThat(told.ended("stubborn").get(0).result().outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  private void stay(CountDownLatch end, AtomicBoolean interrupted) {
    runs.incrementAndGet();
    try {
      interrupted.set(!end.await(40, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      interrupted.set(true);
    }
  }

  /** Cannot be interrupted. */
  public static final class Stubborn implements Job {
    @Override
    public void execute(JobExecutionContext context) {}
  }
}
