package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.healing.api.HealingException;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ObservedSchedulerTest extends ObservedSchedulers {
  private <T> void same(Experiment<T> experiment) throws Exception {
    T bare = experiment.on(pool());
    T seen = experiment.on(observed());
    assertThat(seen).isEqualTo(bare);
  }

  private interface Experiment<T> {
    T on(ScheduledExecutorService scheduler) throws Exception;
  }

  @Test
  void oneShotTasksBehaveTheSame() throws Exception {
    same(scheduler -> scheduler.schedule(() -> 42, 1, TimeUnit.MILLISECONDS).get());
    same(scheduler -> scheduler.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).get() == null);
    same(
        scheduler -> {
          ScheduledFuture<?> future = scheduler.schedule(() -> {}, 1, TimeUnit.HOURS);
          return List.of(
              future.getClass(),
              future.getDelay(TimeUnit.MINUTES) >= 58,
              future.cancel(false),
              future.isCancelled());
        });
  }

  @Test
  void wrongArgumentsAreRefusedTheSame() throws Exception {
    Runnable task = () -> {};
    same(s -> thrown(() -> s.scheduleAtFixedRate(task, 0, 0, TimeUnit.SECONDS)));
    same(s -> thrown(() -> s.scheduleAtFixedRate(null, 0, 1, TimeUnit.SECONDS)));
    same(s -> thrown(() -> s.scheduleAtFixedRate(task, 0, 1, null)));
    same(s -> thrown(() -> s.scheduleWithFixedDelay(task, 0, -1, TimeUnit.SECONDS)));
    same(s -> thrown(() -> s.scheduleWithFixedDelay(null, 0, 1, TimeUnit.SECONDS)));
    same(s -> thrown(() -> s.schedule((Runnable) null, 0, TimeUnit.SECONDS)));
    same(
        s -> {
          s.shutdown();
          return thrown(() -> s.scheduleAtFixedRate(task, 0, 1, TimeUnit.SECONDS));
        });
  }

  private static Class<?> thrown(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    return catchThrowable(work).getClass();
  }

  @Test
  void anExceptionEndsAPeriodicTaskAsInEveryJdk() throws Exception {
    same(scheduler -> endsWith(scheduler, true));
    same(scheduler -> endsWith(scheduler, false));
  }

  private static List<Object> endsWith(ScheduledExecutorService scheduler, boolean rate)
      throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Runnable third =
        () -> {
          if (runs.incrementAndGet() == 3) {
            throw new IllegalStateException("third");
          }
        };
    ScheduledFuture<?> future =
        rate
            ? scheduler.scheduleAtFixedRate(third, 0, 1, TimeUnit.MILLISECONDS)
            : scheduler.scheduleWithFixedDelay(third, 0, 1, TimeUnit.MILLISECONDS);
    Throwable thrown = catchThrowable(future::get);
    scheduler.schedule(() -> {}, 20, TimeUnit.MILLISECONDS).get();
    return List.of(
        thrown.getClass(),
        thrown.getCause().getMessage(),
        runs.get(),
        future.isDone(),
        future.isCancelled(),
        future.cancel(true));
  }

  @Test
  void aSilentEndIsToldWithItsCauseAndTheFailedRun() {
    ScheduledExecutorService scheduler = observed();
    ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(failing(), 0, 1, TimeUnit.HOURS);
    assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class);

    assertThat(ended()).extracting(JobRun::outcome).containsExactly(RunOutcome.FAILURE);
    assertThat(snapshot().silencedBy().line()).isEqualTo("java.lang.IllegalStateException: broken");
  }

  @Test
  void aTaskThatItsHostReplacedAfterItsEndIsNeitherKeptNorScheduledAgain() throws Exception {
    ScheduledExecutorService scheduler = observed();
    ScheduledFuture<?> ended = scheduler.scheduleAtFixedRate(failing(), 0, 1, TimeUnit.HOURS);
    assertThatThrownBy(ended::get).isInstanceOf(ExecutionException.class);
    ScheduledFuture<?> next = scheduler.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);

    assertThat(jobs.control().orders("poll")).contains(JobControl.Order.RUN);
    assertThatThrownBy(() -> jobs.control().schedule("poll")).isInstanceOf(HealingException.class);
    next.cancel(false);
  }

  @Test
  void aTaskThatThrowsWhatItDoesNotDeclareIsSilentToo() throws Exception {
    ScheduledExecutorService scheduler = observed();
    Runnable sneaky = () -> ObservedSchedulerTest.<RuntimeException>sneak(new IOException("gone"));
    ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(sneaky, 0, 1, TimeUnit.HOURS);
    assertThatThrownBy(future::get).hasRootCauseMessage("gone");

    assertThat(ended()).extracting(JobRun::outcome).containsExactly(RunOutcome.FAILURE);
    assertThat(snapshot().silencedBy().line()).isEqualTo("java.io.IOException: gone");
  }

  /** As code of other languages does, and of annotation processors. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void aPeriodicTaskThatItsHostCancelsIsNotSilent() throws Exception {
    same(ObservedSchedulerTest::cancelWhileRunning);
    assertThat(ended()).extracting(JobRun::outcome).startsWith(RunOutcome.CANCELLED);
    assertThat(snapshot().silencedBy()).isNull();
    assertThat(jobs.control().orders("poll")).containsExactly(JobControl.Order.INTERRUPT);
  }

  private static List<Object> cancelWhileRunning(ScheduledExecutorService scheduler)
      throws Exception {
    Semaphore began = new Semaphore(0);
    CountDownLatch over = new CountDownLatch(1);
    ScheduledFuture<?> future =
        scheduler.scheduleAtFixedRate(() -> hang(began, over), 0, 1, TimeUnit.HOURS);
    began.acquire();
    boolean cancelled = future.cancel(true);
    over.await();
    scheduler.submit(() -> {}).get();
    return List.of(
        cancelled,
        future.isCancelled(),
        future.isDone(),
        catchThrowable(future::get).getClass() == CancellationException.class);
  }

  private static void hang(Semaphore began, CountDownLatch over) {
    began.release();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      over.countDown();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theFutureOfAPeriodicTaskIsOfTheSameKind() throws Exception {
    same(
        scheduler -> {
          ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
          ScheduledFuture<?> later = scheduler.schedule(() -> {}, 3, TimeUnit.HOURS);
          return List.of(
              future instanceof RunnableScheduledFuture<?> runnable && runnable.isPeriodic(),
              future.getDelay(TimeUnit.MINUTES) >= 58,
              future.compareTo(later) < 0,
              later.compareTo(future) > 0,
              future.isDone(),
              catchThrowable(() -> future.get(1, TimeUnit.MILLISECONDS)).getClass()
                  == TimeoutException.class);
        });
  }

  @Test
  void shutdownNowGivesTheVeryFutureBack() throws Exception {
    same(
        scheduler -> {
          Object future = scheduler.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
          Object once = scheduler.schedule(() -> {}, 3, TimeUnit.HOURS);
          List<Runnable> waiting = scheduler.shutdownNow();
          return List.of(waiting.contains(future), waiting.contains(once), waiting.size());
        });
  }

  @Test
  void theFutureCanBeRemovedFromItsSchedulersQueue() {
    ScheduledThreadPoolExecutor pool = pool();
    ScheduledFuture<?> future =
        jobs.observe(pool, "poll").scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);

    assertThat(pool.remove((Runnable) future)).isTrue();
    assertThat(pool.getQueue()).isEmpty();
  }

  @Test
  void shutdownEndsPeriodicTasksWithoutSilence() throws Exception {
    ScheduledExecutorService scheduler = observed();
    Semaphore ran = new Semaphore(0);
    scheduler.scheduleAtFixedRate(ran::release, 0, 1, TimeUnit.MILLISECONDS);
    ran.acquire(2);
    scheduler.shutdown();
    assertThat(scheduler.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    jobs.drain(InstantSource.system().instant());

    assertThat(snapshot().silencedBy()).isNull();
    assertThatThrownBy(() -> jobs.control().schedule("poll")).isInstanceOf(HealingException.class);
  }

  @Test
  void aTaskThatDiesOfShutdownNowIsNotSilent() throws Exception {
    ScheduledExecutorService scheduler = observed();
    Semaphore began = new Semaphore(0);
    CountDownLatch over = new CountDownLatch(1);
    scheduler.scheduleAtFixedRate(() -> hang(began, over), 0, 1, TimeUnit.HOURS);
    began.acquire();
    scheduler.shutdownNow();
    assertThat(scheduler.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

    assertThat(jobs.drain(InstantSource.system().instant()).ended())
        .extracting(JobRun::outcome)
        .containsExactly(RunOutcome.CANCELLED);
    assertThat(snapshot().silencedBy()).isNull();
  }

  @Test
  void aSchedulerHandedOverAsAnExecutorStaysAScheduler() {
    assertThat(jobs.observe((java.util.concurrent.ExecutorService) pool(), "poll"))
        .isInstanceOf(ScheduledExecutorService.class);
  }
}
