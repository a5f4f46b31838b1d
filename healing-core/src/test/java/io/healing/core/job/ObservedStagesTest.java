package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.job.JobObserver;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunningRun;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work whose answer is still to come. */
@Timeout(60)
class ObservedStagesTest extends ObservedExecutors {

  @Test
  void theRunGoesOnUntilTheFutureIsCompleted() {
    CompletableFuture<String> future = new CompletableFuture<>();
    CompletableFuture<String> given = jobs.observe("fetch", () -> future);

    assertThat(given).as("the host's own future").isSameAs(future);
    assertThat(ended()).isEmpty();
    time.pass(Duration.ofSeconds(3));
    future.complete("there");

    JobRun run = ended().get(0);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.durationMs()).isEqualTo(3_000);
  }

  @Test
  void anExceptionIsToldAndTheStagesOfTheHostSeeItUnchanged() throws Exception {
    IllegalStateException failure = new IllegalStateException("no answer");
    ExecutorService pool = pool();
    CompletableFuture<Integer> given =
        jobs.observe(
            "fetch",
            () ->
                CompletableFuture.supplyAsync(
                        () -> {
                          throw failure;
                        },
                        pool)
                    .thenApply(ignored -> 1));

    assertThatThrownBy(given::join).isInstanceOf(CompletionException.class).hasCause(failure);
    finishAll();
    JobRun run = ended().get(0);
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILURE);
    assertThat(run.error().message()).isEqualTo("no answer");
  }

  @Test
  void aCancellationIsTold() {
    CompletableFuture<Integer> future = new CompletableFuture<>();
    jobs.observe("direct", () -> future);
    jobs.observe("dependent", () -> future.thenApply(ignored -> 2));
    future.cancel(true);

    assertThat(ended())
        .extracting(JobRun::outcome)
        .containsExactly(RunOutcome.CANCELLED, RunOutcome.CANCELLED);
  }

  @Test
  void aFutureThatIsCompletedAlreadyEndsTheRunAtOnce() {
    jobs.observe("good", () -> CompletableFuture.completedStage(1));
    jobs.observe("bad", () -> CompletableFuture.failedFuture(new IllegalStateException("x")));

    assertThat(ended())
        .extracting(JobRun::outcome)
        .containsExactly(RunOutcome.SUCCESS, RunOutcome.FAILURE);
  }

  @Test
  void anExceptionBeforeThereIsAFutureIsThrownOnAndTold() {
    assertThatThrownBy(
            () ->
                jobs.<CompletionStage<Integer>>observe(
                    "fetch",
                    () -> {
                      throw new IllegalArgumentException("no address");
                    }))
        .hasMessage("no address");

    assertThat(ended()).extracting(JobRun::outcome).containsExactly(RunOutcome.FAILURE);
  }

  @Test
  void theCallersThreadIsFreeAgain() {
    CompletableFuture<Integer> future = new CompletableFuture<>();
    jobs.observe(
        "outer",
        () -> {
          jobs.observe("fetch", () -> future);
          jobs.logged(null, () -> "of the outer run");
        });
    assertThat(jobs.logged(null, () -> "of nobody")).isFalse();
    List<JobRun> first = ended();
    RunningRun fetch = jobs.snapshot("fetch", time.instant()).orElseThrow().running().get(0);

    assertThat(first).extracting(JobRun::logTail).containsExactly("of the outer run\n");
    assertThat(fetch.look()).isEmpty();
    assertThatThrownBy(() -> jobs.control().interrupt("fetch", fetch.id()))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("without a thread");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    future.complete(1);
    assertThat(ended()).extracting(JobRun::outcome).containsExactly(RunOutcome.SUCCESS);
  }

  @Test
  void aRunThatIsToldToHaveLeftItsThreadGoesOnWithoutOne() {
    JobObserver observer = jobs.observer();
    RunHandle run = observer.started("fetch");
    observer.leftThread(run);

    assertThat(jobs.logged(null, () -> "of nobody")).isFalse();
    assertThat(ended()).isEmpty();
    RunningRun fetch = jobs.snapshot("fetch", time.instant()).orElseThrow().running().get(0);
    assertThat(fetch.look()).isEmpty();
    time.pass(Duration.ofSeconds(3));
    observer.finished(run, RunResult.success());
    observer.leftThread(run);

    assertThat(ended()).extracting(JobRun::durationMs).containsExactly(3_000L);
  }

  @Test
  void anInterruptOfTheRunDoesNotStayOnTheCallersThread() {
    CompletableFuture<Integer> future = new CompletableFuture<>();
    jobs.observe(
        "fetch",
        () -> {
          jobs.drain(time.instant());
          long id = jobs.snapshot("fetch", time.instant()).orElseThrow().running().get(0).id();
          jobs.control().interrupt("fetch", id);
          return future;
        });

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    future.completeExceptionally(new IllegalStateException("stopped"));
    assertThat(ended()).extracting(JobRun::outcome).containsExactly(RunOutcome.CANCELLED);
  }

  @Test
  void workHandedToAnObservedExecutorIsTheRunOfThatTask() throws Exception {
    ExecutorService pool = pool();
    CompletableFuture<Integer> future =
        CompletableFuture.supplyAsync(() -> jobs.observe("price", () -> 7), pool);

    assertThat(future.join()).isEqualTo(7);
    finishAll();
    assertThat(ended()).extracting(JobRun::jobId).containsExactly("price");
  }

  @Test
  void aLineOfAnotherThreadBelongsToTheRunWhoseIdItNames() throws Exception {
    CompletableFuture<Integer> future = new CompletableFuture<>();
    CountDownLatch logged = new CountDownLatch(1);
    String[] mark = new String[1];
    jobs.observe(
        "fetch",
        () -> {
          mark[0] = jobs.mark().orElseThrow();
          return future;
        });
    ended();
    new Thread(
            () -> {
              jobs.logged(mark[0], () -> "from elsewhere");
              logged.countDown();
            })
        .start();
    logged.await();
    future.complete(1);

    assertThat(jobs.logged(mark[0], () -> "too late")).isFalse();
    assertThat(ended().get(0).logTail()).isEqualTo("from elsewhere\n");
    assertThat(jobs.logged(mark[0], () -> "too late")).isFalse();
    assertThat(jobs.mark()).isEmpty();
  }
}
