package io.healing.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.core.RunLog;
import io.healing.core.store.InMemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lines that a job logs stand in the log of its run. The appender of a logging library is tested by
 * extending this.
 */
@Timeout(60)
public abstract class RunLinesContract {
  private static final String ORDERS = "acme.orders";
  private static final String QUEUED = "acme.queued";

  private final InMemoryStore store = InMemoryStore.create();
  private final LoggingLibrary library;

  /** For this library. */
  protected RunLinesContract(LoggingLibrary library) {
    this.library = library;
  }

  private void info(String message, Object... arguments) {
    library.log(ORDERS, "INFO", message, arguments);
  }

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
  final void aLineBelongsToTheRunOnItsThreadWithItsLevel() {
    try (ManualHealing healing = healing()) {
      info("before");
      healing
          .healing()
          .observe("orders", () -> library.log(ORDERS, "WARN", "{} of {} left out", 3, 40));
      info("after");

      assertThat(log(healing, "orders")).isEqualTo("WARN acme.orders: 3 of 40 left out\n");
    }
  }

  @Test
  final void theStackOfWhatWasThrownIsKeptWithItsCause() {
    try (ManualHealing healing = healing()) {
      Exception fault = new IllegalStateException("no table", new IOException("disk"));
      healing
          .healing()
          .observe("orders", () -> library.log(ORDERS, "ERROR", "Import failed", fault));

      assertThat(log(healing, "orders"))
          .startsWith(
              "ERROR acme.orders: Import failed\njava.lang.IllegalStateException: no table\n")
          .contains(
              "at " + RunLinesContract.class.getName(), "Caused by: java.io.IOException: disk");
    }
  }

  @Test
  final void aLineBelowTheLevelOfItsLoggerIsNoLineOfTheRun() {
    try (ManualHealing healing = healing()) {
      healing.healing().observe("orders", () -> library.log(ORDERS, "DEBUG", "detail"));

      assertThat(log(healing, "orders")).isEmpty();
    }
  }

  @Test
  final void aLineOfAnotherThreadThatCarriesTheIdBelongsToTheRunUntilItEnds() throws Exception {
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

  private void elsewhere(String id, String message) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              library.mark(RunLog.KEY, id);
              info(message);
            });
    thread.start();
    thread.join();
  }

  @Test
  final void theRunOnTheThreadGoesBeforeAnIdThatIsLeftOver() {
    try (ManualHealing healing = healing()) {
      healing
          .healing()
          .observe(
              "outer",
              () -> {
                library.mark(RunLog.KEY, RunLog.currentRun().orElseThrow());
                healing.healing().observe("inner", () -> info("inside"));
                library.unmark(RunLog.KEY);
              });

      assertThat(log(healing, "outer")).isEmpty();
      assertThat(log(healing, "inner")).isEqualTo("INFO acme.orders: inside\n");
    }
  }

  @Test
  final void behindAQueueTheIdTiesALineToItsRun() throws Exception {
    try (ManualHealing healing = healing()) {
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      CountDownLatch taken = new CountDownLatch(1);
      healing
          .healing()
          .observe(
              "orders",
              () -> {
                library.log(QUEUED, "INFO", "nobody's, for it carries no id");
                library.mark(RunLog.KEY, RunLog.currentRun().orElseThrow());
                library.log(QUEUED, "INFO", "queued {}", new Told(taken));
                library.unmark(RunLog.KEY);
                return answer;
              });
      taken.await();
      library.drain();
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
  final void beforeHealingRunsAndAfterItsEndLinesAreDroppedQuietly() {
    ManualHealing healing = healing();
    healing.close();
    healing.healing().observe("orders", () -> info("nobody listens"));
    info("nobody listens");

    assertThat(RunLog.currentRun()).isEmpty();
  }

  @Test
  final void aLineThatLogsWhileItIsMadeIsTakenOnce() {
    try (ManualHealing healing = healing()) {
      Object chatty =
          new Object() {
            @Override
            public String toString() {
              info("made {}", this.hashCode() == 0 ? this : "it");
              return "chatty";
            }
          };
      healing.healing().observe("orders", () -> info("a {} one", chatty));

      assertThat(log(healing, "orders")).endsWith("INFO acme.orders: a chatty one\n");
    }
  }

  @Test
  final void whatHealingItselfLogsIsNoLineOfARun() {
    try (ManualHealing healing = healing()) {
      healing.healing().addListener(event -> library.log("io.healing.listener", "WARN", "event"));
      assertThat(catchThrowable(() -> healing.healing().observe("orders", this::fail)))
          .hasMessage("broken");

      assertThat(log(healing, "orders")).isEqualTo("INFO acme.orders: mine\n");
      healing.tick(Duration.ofMinutes(5));
      assertThat(run("orders").logTail()).isEqualTo("INFO acme.orders: mine\n");
    }
  }

  private void fail() {
    info("mine");
    throw new IllegalStateException("broken");
  }

  @Test
  final void anArgumentThatThrowsReachesNeitherTheJobNorItsRun() {
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
                info("it is {}", broken);
                info("goes on");
              });

      assertThat(log(healing, "orders")).endsWith("INFO acme.orders: goes on\n");
      assertThat(run("orders").outcome()).isEqualTo(RunOutcome.SUCCESS);
    }
  }

  @Test
  final void secretsAreTakenOut() {
    try (ManualHealing healing = healing()) {
      healing.healing().observe("orders", () -> info("password=hunter2secret done"));

      assertThat(log(healing, "orders")).contains("password=").doesNotContain("hunter2secret");
    }
  }
}
