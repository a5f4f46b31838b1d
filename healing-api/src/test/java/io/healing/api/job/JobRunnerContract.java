package io.healing.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.healing.api.HealingException;
import io.healing.api.job.JobControl.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every adapter for a job runner keeps, on a runner that really runs. An adapter is tested by
 * extending this with a {@link Rig} of its runner.
 */
public abstract class JobRunnerContract {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Told told = new Told();
  private Rig rig;

  /** A real runner with one adapter on it that has not joined yet. */
  public interface Rig {
    /** The adapter. */
    JobRunner adapter();

    /**
     * Makes a job known that never starts within this test by itself, but is on a schedule where
     * the runner has schedules.
     *
     * @param work what each run does, on the runner's thread
     * @return the id by which the adapter tells it
     */
    String job(String name, Runnable work) throws Exception;

    /** Lets the runner start the job now, as its users do. */
    void fire(String job) throws Exception;

    /** Takes the job away from the runner. */
    void delete(String job) throws Exception;

    /** Whether a run that fails is tried again by the runner itself. */
    default boolean retries() {
      return false;
    }

    /** Stops the runner and whatever of its jobs is still running. */
    void shutDown() throws Exception;
  }

  /** Starts a runner with an adapter. */
  protected abstract Rig rig() throws Exception;

  @BeforeEach
  final void start() throws Exception {
    rig = rig();
  }

  @AfterEach
  final void stop() throws Exception {
    rig.shutDown();
  }

  private JobRunner adapter() {
    return rig.adapter();
  }

  @Test
  void aRunThatEndsWellIsToldFromItsBeginningToItsEndOnItsOwnThread() throws Exception {
    adapter().join(told);
    Thread[] thread = new Thread[1];
    String job = rig.job("well", () -> thread[0] = Thread.currentThread());

    rig.fire(job);

    Told.Run run = ended(job);
    assertThat(run.result().outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.startThread()).isSameAs(thread[0]);
  }

  @Test
  void aRunThatThrowsIsToldWithWhatTheJobThrew() throws Exception {
    adapter().join(told);
    String job =
        rig.job(
            "bad",
            () -> {
              throw new IllegalStateException("no prices for today");
            });

    rig.fire(job);

    RunResult result = ended(job).result();
    assertThat(result.outcome()).isEqualTo(RunOutcome.FAILURE);
    assertThat(result.cause()).isPresent();
    assertThat(result.cause().orElseThrow()).isInstanceOf(IllegalStateException.class);
    assertThat(result.cause().orElseThrow()).hasMessage("no prices for today");
    assertThat(result.willRetry()).isEqualTo(rig.retries());
  }

  @Test
  void anObserverThatThrowsStopsNoJob() throws Exception {
    AtomicInteger ran = new AtomicInteger();
    String job = rig.job("steady", ran::incrementAndGet);
    for (Told.Broken broken : Told.Broken.values()) {
      adapter().join(broken);
      for (int i = 0; i < 2; i++) {
        int before = ran.get();
        rig.fire(job);
        until(() -> ran.get() == before + 1);
      }
    }
  }

  @Test
  void theContextClassLoaderOfAJobIsTheRunners() throws Exception {
    ClassLoader[] seen = new ClassLoader[2];
    AtomicInteger runs = new AtomicInteger();
    String job =
        rig.job(
            "loader",
            () -> {
              seen[runs.get()] = Thread.currentThread().getContextClassLoader();
              runs.incrementAndGet();
            });
    rig.fire(job);
    until(() -> runs.get() == 1);

    adapter().join(told);
    rig.fire(job);
    until(() -> runs.get() == 2);

    assertThat(seen[1]).isSameAs(seen[0]);
  }

  @Test
  void afterLeavingNothingIsToldAndTheJobsGoOn() throws Exception {
    adapter().join(told);
    AtomicInteger runs = new AtomicInteger();
    String job = rig.job("left", runs::incrementAndGet);
    rig.fire(job);
    ended(job);

    adapter().leave();
    rig.fire(job);
    until(() -> runs.get() == 2);

    assertThat(told.runs(job)).hasSize(1);
  }

  @Test
  void aJobOnAScheduleIsKnownWithItsRunnerAndItsNextStart() throws Exception {
    adapter().join(told);
    String job = rig.job("planned", () -> {});

    JobStanding standing = standing(job).orElseThrow();

    assertThat(standing.state()).isEqualTo(JobStanding.State.SCHEDULED);
    assertThat(standing.definition().runner()).isEqualTo(adapter().runner());
    if (adapter().orders(job).contains(Order.PAUSE)) {
      assertThat(standing.next()).isAfter(Instant.now());
    }
  }

  @Test
  void aJobThatItsRunnerNoLongerHasIsLeftOut() throws Exception {
    adapter().join(told);
    String job = rig.job("gone", () -> {});
    assertThat(standing(job)).isPresent();

    rig.delete(job);

    assertThat(standing(job)).isEmpty();
    assertThat(adapter().orders(job)).isEmpty();
  }

  @Test
  void anOrderRunsTheJobOnceAndIsToldAsHealings() throws Exception {
    adapter().join(told);
    AtomicInteger runs = new AtomicInteger();
    String job = rig.job("again", runs::incrementAndGet);
    assumeTrue(adapter().orders(job).contains(Order.RUN), "this runner starts no job by order");

    assertThat(adapter().run(job, "r1")).isTrue();

    Told.Run run = ended(job);
    assertThat(run.result().outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.start().trigger()).isEqualTo(RunTrigger.HEALING);
    assertThat(runs).hasValue(1);
  }

  @Test
  void ordersOfTwoKeysRunTheJobTwice() throws Exception {
    adapter().join(told);
    AtomicInteger runs = new AtomicInteger();
    String job = rig.job("twice", runs::incrementAndGet);
    assumeTrue(adapter().orders(job).contains(Order.RUN), "this runner starts no job by order");

    adapter().run(job, "r1");
    until(() -> told.ended(job).size() == 1);
    adapter().run(job, "r2");

    until(() -> told.ended(job).size() == 2);
    assertThat(runs).hasValue(2);
  }

  @Test
  void anOrderForAJobThatTheRunnerDoesNotHaveIsRefusedWithItsName() {
    adapter().join(told);

    assertThatThrownBy(() -> adapter().run("nobody-knows", "r1"))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("nobody-knows");
  }

  @Test
  void aRunUnderWayIsInterruptedByItsId() throws Exception {
    adapter().join(told);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    String job =
        rig.job(
            "hangs",
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            });
    rig.fire(job);
    begun.await();
    Told.Run run = told.runs(job).get(0);
    assumeTrue(adapter().orders(job).contains(Order.INTERRUPT), "this runner interrupts nothing");

    adapter().interrupt(job, run.id());

    until(() -> interrupted.getCount() == 0);
    ended(job);
  }

  @Test
  void aRunThatIsOverIsNotInterrupted() throws Exception {
    adapter().join(told);
    String job = rig.job("over", () -> {});
    rig.fire(job);
    long over = ended(job).id();

    assertThatThrownBy(() -> adapter().interrupt(job, over)).isInstanceOf(HealingException.class);
  }

  @Test
  void aPausedJobIsOwedNoStartUntilItIsResumed() throws Exception {
    adapter().join(told);
    String job = rig.job("aside", () -> {});
    assumeTrue(adapter().orders(job).contains(Order.PAUSE), "this runner pauses nothing");

    adapter().pause(job);
    assertThat(adapter().paused(job)).isTrue();
    assertThat(standing(job).orElseThrow().state()).isEqualTo(JobStanding.State.PAUSED);

    adapter().resume(job);
    assertThat(adapter().paused(job)).isFalse();
    assertThat(standing(job).orElseThrow().state()).isEqualTo(JobStanding.State.SCHEDULED);
    assertThat(standing(job).orElseThrow().next()).isNotNull();
  }

  private Optional<JobStanding> standing(String job) {
    List<JobStanding> all = adapter().standings();
    return all.stream().filter(one -> one.definition().id().equals(job)).findFirst();
  }

  private Told.Run ended(String job) {
    until(() -> !told.ended(job).isEmpty());
    return told.ended(job).get(0);
  }

  /** Waits for what a real runner does in its own time. */
  protected static void until(BooleanSupplier happened) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen within " + PATIENCE);
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
    }
  }
}
