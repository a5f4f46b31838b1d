package io.healing.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.core.RunLog;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The real Log4j with the configuration file of the tests, which names the appender in one line.
 */
@Timeout(60)
class HealingAppenderTest {
  private static final Logger LOG = LogManager.getLogger("acme.orders");
  private static final Logger QUEUED = LogManager.getLogger("acme.queued");
  private final InMemoryStore store = InMemoryStore.create();

  private ManualHealing healing() {
    return Healing.builder().store(store).manual(Instant.parse("2026-03-02T10:00:00Z"));
  }

  private String log(ManualHealing healing, String job) {
    healing.tick(Duration.ofSeconds(1));
    return run(job).logTail();
  }

  private JobRun run(String job) {
    return store.runs().newest(job, 1).get(0);
  }

  @Test
  void aLineBelongsToTheRunOnItsThreadWithItsLevel() {
    try (ManualHealing healing = healing()) {
      LOG.info("before");
      healing.healing().observe("orders", () -> LOG.warn("{} of {} left out", 3, 40));
      LOG.info("after");

      assertThat(log(healing, "orders")).isEqualTo("WARN acme.orders: 3 of 40 left out\n");
    }
  }

  @Test
  void theStackOfWhatWasThrownIsKeptWithItsCause() {
    try (ManualHealing healing = healing()) {
      Exception fault = new IllegalStateException("no table", new java.io.IOException("disk"));
      healing.healing().observe("orders", () -> LOG.error("Import failed", fault));

      assertThat(log(healing, "orders"))
          .startsWith(
              "ERROR acme.orders: Import failed\njava.lang.IllegalStateException: no table\n")
          .contains(
              "at io.healing.log4j2.HealingAppenderTest", "Caused by: java.io.IOException: disk");
    }
  }

  @Test
  void aLineBelowTheLevelOfItsLoggerIsNoLineOfTheRun() {
    try (ManualHealing healing = healing()) {
      healing.healing().observe("orders", () -> LOG.debug("detail"));

      assertThat(log(healing, "orders")).isEmpty();
    }
  }

  @Test
  void aLineOfAnotherThreadThatCarriesTheIdBelongsToTheRunUntilItEnds() throws Exception {
    try (ManualHealing healing = healing()) {
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      String[] id = new String[1];
      healing
          .healing()
          .observe(
              "orders",
              () -> {
                id[0] = RunLog.currentRun().orElseThrow();
                return answer;
              });
      elsewhere(id[0], "from elsewhere");
      elsewhere("12345", "of a run that nobody knows");
      answer.complete(1);
      elsewhere(id[0], "too late");

      assertThat(log(healing, "orders")).isEqualTo("INFO acme.orders: from elsewhere\n");
      assertThat(id[0]).isEqualTo(String.valueOf(run("orders").id()));
    }
  }

  private static void elsewhere(String id, String message) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              ThreadContext.put(RunLog.KEY, id);
              LOG.info(message);
            });
    thread.start();
    thread.join();
  }

  @Test
  void theRunOnTheThreadGoesBeforeAnIdThatIsLeftOver() {
    try (ManualHealing healing = healing()) {
      healing
          .healing()
          .observe(
              "outer",
              () -> {
                ThreadContext.put(RunLog.KEY, RunLog.currentRun().orElseThrow());
                healing.healing().observe("inner", () -> LOG.info("inside"));
                ThreadContext.remove(RunLog.KEY);
              });

      assertThat(log(healing, "outer")).isEmpty();
      assertThat(log(healing, "inner")).isEqualTo("INFO acme.orders: inside\n");
    }
  }

  @Test
  void behindAQueueTheIdTiesALineToItsRun() throws Exception {
    try (ManualHealing healing = healing()) {
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      CountDownLatch taken = new CountDownLatch(1);
      healing
          .healing()
          .observe(
              "orders",
              () -> {
                QUEUED.info("nobody's, for it carries no id");
                ThreadContext.put(RunLog.KEY, RunLog.currentRun().orElseThrow());
                QUEUED.info("queued {}", new Told(taken));
                ThreadContext.remove(RunLog.KEY);
                return answer;
              });
      taken.await();
      drained();
      answer.complete(1);

      assertThat(log(healing, "orders")).isEqualTo("INFO acme.queued: queued told\n");
    }
  }

  private record Told(CountDownLatch taken) {
    @Override
    public String toString() {
      taken.countDown();
      return "told";
    }
  }

  @Test
  void beforeHealingRunsAndAfterItsEndLinesAreDroppedQuietly() {
    ManualHealing healing = healing();
    healing.close();
    healing.healing().observe("orders", () -> LOG.info("nobody listens"));
    LOG.info("nobody listens");

    assertThat(RunLog.currentRun()).isEmpty();
  }

  @Test
  void aLineThatLogsWhileItIsMadeIsTakenOnce() {
    try (ManualHealing healing = healing()) {
      Object chatty =
          new Object() {
            @Override
            public String toString() {
              LOG.info("made {}", this.hashCode() == 0 ? this : "it");
              return "chatty";
            }
          };
      healing.healing().observe("orders", () -> LOG.info("a {} one", chatty));

      assertThat(log(healing, "orders")).endsWith("INFO acme.orders: a chatty one\n");
    }
  }

  @Test
  void whatHealingItselfLogsIsNoLineOfARun() {
    try (ManualHealing healing = healing()) {
      healing
          .healing()
          .addListener(event -> LogManager.getLogger("io.healing.listener").warn("event"));
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () ->
                      healing
                          .healing()
                          .observe(
                              "orders",
                              () -> {
                                LOG.info("mine");
                                throw new IllegalStateException("broken");
                              })))
          .hasMessage("broken");

      assertThat(log(healing, "orders")).isEqualTo("INFO acme.orders: mine\n");
      healing.tick(Duration.ofMinutes(5));
      assertThat(run("orders").logTail()).isEqualTo("INFO acme.orders: mine\n");
    }
  }

  @Test
  void anArgumentThatThrowsReachesNeitherTheJobNorItsRun() {
    try (ManualHealing healing = healing()) {
      Object broken =
          new Object() {
            @Override
            public String toString() {
              throw new IllegalStateException("no text");
            }
          };
      healing
          .healing()
          .observe(
              "orders",
              () -> {
                LOG.info("it is {}", broken);
                LOG.info("goes on");
              });

      assertThat(log(healing, "orders")).endsWith("INFO acme.orders: goes on\n");
      assertThat(run("orders").outcome()).isEqualTo(RunOutcome.SUCCESS);
    }
  }

  @Test
  void secretsAreTakenOut() {
    try (ManualHealing healing = healing()) {
      healing.healing().observe("orders", () -> LOG.info("password=hunter2secret done"));

      assertThat(log(healing, "orders")).contains("password=").doesNotContain("hunter2secret");
    }
  }

  /** Ends the queue's thread, which first takes all lines; then begins it anew. */
  private static void drained() {
    Appender queue =
        ((LoggerContext) LogManager.getContext(false)).getConfiguration().getAppender("queue");
    queue.stop();
    queue.start();
  }
}
