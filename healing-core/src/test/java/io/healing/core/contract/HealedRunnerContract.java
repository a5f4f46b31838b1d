package io.healing.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.RecoveryStatus;
import io.healing.api.act.VerificationState;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobControl.Order;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobRunnerContract;
import io.healing.api.job.RunOutcome;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Page;
import io.healing.core.ActionResult;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a program gets when Healing joins its runner: a job that goes wrong is seen, repaired where
 * that is allowed, and proven well. The runner really runs; only Healing's clock is held. An
 * adapter is tested by extending this beside {@link JobRunnerContract}.
 */
@Timeout(120)
public abstract class HealedRunnerContract {
  private static final Duration LOOK = Duration.ofSeconds(31);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration GRACE = Duration.ofMinutes(2);
  private static final int LOOKS = 40;

  @TempDir Path home;

  private final AtomicInteger runs = new AtomicInteger();
  private JobRunnerContract.Rig rig;
  private HealingStore store;

  /** A runner with one adapter on it. */
  protected abstract JobRunnerContract.Rig rig() throws Exception;

  /** A durable store of its own in this directory. */
  protected abstract HealingStore store(Path directory);

  /**
   * Lets the runner give the job up, as happens to its users.
   *
   * @return false when this runner gives no job up
   */
  protected abstract boolean giveUp(JobRunnerContract.Rig on, String job) throws Exception;

  @BeforeEach
  final void start() throws Exception {
    rig = rig();
    store = store(home);
  }

  @AfterEach
  final void stop() throws Exception {
    store.close();
    rig.shutDown();
  }

  private ManualHealing healing(String job) {
    return healing(job, store, Instant.now());
  }

  private ManualHealing healing(String job, HealingStore where, Instant from) {
    JobDefinition definition = JobDefinition.of(job).withMaxDuration(LONGEST).withStartGrace(GRACE);
    JobConfig healed =
        JobConfig.of(definition).withSelfHealing(SelfHealingConfig.defaults().withEnabled(true));
    return Healing.builder().store(where).job(healed).runner(rig.adapter()).manual(from);
  }

  /** The job is known, begins, and its work is reached. */
  private void runsOnce(ManualHealing healing, String job) throws Exception {
    healing.tick(LOOK);
    rig.fire(job);
    until(healing, () -> runs.get() == 1);
  }

  @Test
  void aJobWhoseServiceTimedOutIsRunAgainAndProvenWell() throws Exception {
    String job = rig.job("prices", this::failOnce);
    try (ManualHealing healing = healing(job)) {
      runsOnce(healing, job);

      until(healing, () -> runs.get() >= 2 && verified(healing));

      assertThat(actions(healing)).singleElement().satisfies(this::ranAgain);
      assertThat(open(healing, job)).isEmpty();
      diagnosed(healing, "job.failed", first(healing, job).finishedAt(), Duration.ZERO);
    }
  }

  private void failOnce() {
    if (runs.incrementAndGet() == 1) {
      throw new UncheckedIOException(new SocketTimeoutException("Read timed out"));
    }
  }

  @Test
  void aRunThatHangsIsInterruptedAndRunAgain() throws Exception {
    String job = rig.job("report", this::hangOnce);
    assumeTrue(orders(job, Order.INTERRUPT, Order.RUN), "this runner interrupts nothing");
    try (ManualHealing healing = healing(job)) {
      runsOnce(healing, job);

      until(healing, () -> runs.get() >= 2 && verified(healing));

      assertThat(actions(healing)).singleElement().satisfies(this::ranAgain);
      diagnosed(healing, "job.overdue", first(healing, job).startedAt(), LONGEST);
      assertThat(first(healing, job).outcome()).isEqualTo(RunOutcome.CANCELLED);
      assertThat(healing.healing().admin().why(job)).contains("was interrupted by a1; it ended");
      assertThat(store.incidents().page(Page.newest(100)))
          .as("what Healing did is no new trouble")
          .extracting(Incident::findingId)
          .doesNotContain("job.failed");
    }
  }

  private void hangOnce() {
    if (runs.incrementAndGet() == 1) {
      waitForAnInterrupt();
    }
  }

  private static void waitForAnInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Test
  void aJobThatRunsBeforeTheFirstLookIsItsRunnersAfterIt() throws Exception {
    String job = rig.job("report", runs::incrementAndGet);
    try (ManualHealing healing =
        Healing.builder().store(store).runner(rig.adapter()).manual(Instant.now())) {
      rig.fire(job);
      for (int i = 0; i < 10_000 && runs.get() == 0; i++) {
        LockSupport.parkNanos(1_000_000);
      }
      healing.tick(LOOK);
      healing.tick(LOOK);

      assertThat(healing.healing().figures().jobs())
          .filteredOn(known -> known.definition().id().equals(job))
          .singleElement()
          .satisfies(
              known -> {
                assertThat(known.definition().runner()).isEqualTo(rig.adapter().runner());
                assertThat(known.standing()).isNotNull();
              });
    }
  }

  @Test
  void aRunOrderedAfterAFailureThatHangsIsInterruptedAndRunOnceMore() throws Exception {
    String job = rig.job("report", this::failThenHang);
    assumeTrue(orders(job, Order.INTERRUPT, Order.RUN), "this runner interrupts nothing");
    try (ManualHealing healing = healing(job)) {
      runsOnce(healing, job);

      until(healing, () -> runs.get() >= 3 && verified(healing));

      assertThat(runs).hasValue(3);
    }
  }

  private void failThenHang() {
    switch (runs.incrementAndGet()) {
      case 1 -> throw new UncheckedIOException(new SocketTimeoutException("Read timed out"));
      case 2 -> waitForAnInterrupt();
      default -> {}
    }
  }

  @Test
  void aNewDatabaseDoesNotTakeANewFailureForOneThatWasMadeGood(@TempDir Path other)
      throws Exception {
    String job = rig.job("prices", this::failEachFirstTime);
    try (ManualHealing healing = healing(job)) {
      healing.tick(LOOK);
      rig.fire(job);
      until(healing, () -> runs.get() >= 2 && verified(healing));
    }
    try (HealingStore fresh = store(other);
        ManualHealing healing = healing(job, fresh, Instant.now())) {
      healing.tick(LOOK);
      rig.fire(job);
      until(healing, () -> runs.get() >= 4 && verified(healing));
    }
    assertThat(runs).hasValue(4);
  }

  private void failEachFirstTime() {
    if (runs.incrementAndGet() % 2 == 1) {
      throw new UncheckedIOException(new SocketTimeoutException("Read timed out"));
    }
  }

  @Test
  void aStartThatItsRunnerPromisedAndDidNotKeepIsMadeGood() throws Exception {
    String job = rig.job("backup", runs::incrementAndGet);
    Instant promised = next(job);
    assumeTrue(orders(job, Order.RUN) && promised != null, "this runner promises no start");
    try (ManualHealing healing = healing(job, store, promised.minusSeconds(60))) {
      healing.tick(Duration.ofSeconds(1));

      until(healing, () -> runs.get() == 1 && verified(healing));

      diagnosed(healing, "job.missed", promised, GRACE);
    }
  }

  @Test
  void aPausedJobIsNotMissed() throws Exception {
    String job = rig.job("aside", runs::incrementAndGet);
    assumeTrue(orders(job, Order.PAUSE), "this runner pauses nothing");
    Instant promised = next(job);
    rig.adapter().pause(job);
    try (ManualHealing healing = healing(job, store, promised.minusSeconds(60))) {
      for (int i = 0; i < LOOKS; i++) {
        healing.tick(LOOK);
      }

      assertThat(open(healing, job)).isEmpty();
    }
  }

  @Test
  void aPersonPutsAJobAsideAndThatIsTakenBack() throws Exception {
    String job = rig.job("aside", runs::incrementAndGet);
    assumeTrue(orders(job, Order.PAUSE, Order.RESUME), "this runner pauses nothing");
    try (ManualHealing healing = healing(job)) {
      healing.tick(LOOK);
      healing.healing().act(Subject.job(job), pause(job), "ada");
      until(healing, () -> rig.adapter().paused(job));
      healing.tick(LOOK);

      healing.healing().admin().rollback(actions(healing).get(0).row().id(), "ada");
      until(healing, () -> !rig.adapter().paused(job));

      assertThat(next(job)).isNotNull();
    }
  }

  @Test
  void whereItsRunnerPausesNothingAPersonIsToldSoBeforeAnythingIsDone() throws Exception {
    String job = rig.job("aside", runs::incrementAndGet);
    assumeFalse(orders(job, Order.PAUSE), "this runner pauses jobs");
    Instant promised = next(job);
    try (ManualHealing healing = healing(job)) {
      healing.tick(LOOK);
      ActionResult answer = healing.healing().act(Subject.job(job), pause(job), "ada");
      healing.tick(LOOK);

      assertThat(answer.status()).isEqualTo(RecoveryStatus.ESCALATED);
      assertThat(answer.suggestion()).isEmpty();
      assertThat(answer.words())
          .contains("Pausing is not offered by the runner")
          .contains(rig.adapter().runner());
      assertThat(actions(healing)).isEmpty();
      assertThat(next(job)).isEqualTo(promised);
      assertThatThrownBy(() -> rig.adapter().pause(job)).isInstanceOf(HealingException.class);
    }
  }

  private static ActionRequest pause(String job) {
    return ActionRequest.of(ActionType.PAUSE_JOB, Target.job(job));
  }

  @Test
  void aJobThatItsRunnerGaveUpIsPutOnItsScheduleAgain() throws Exception {
    String job = rig.job("rates", runs::incrementAndGet);
    assumeTrue(giveUp(rig, job), "this runner gives no job up");
    try (ManualHealing healing = healing(job)) {
      Instant begun = healing.now();
      until(healing, () -> !actions(healing).isEmpty());

      diagnosed(healing, "job.silenced", begun, Duration.ZERO);
      assertThat(next(job)).isNotNull();
      healing.tick(LOOK);
      int before = runs.get();
      rig.fire(job);
      until(healing, () -> runs.get() > before && verified(healing));
      assertThat(actions(healing)).singleElement().satisfies(this::ranAgain);
    }
  }

  @Test
  void aJobThatIsNotEnabledIsToldAndNotTouched() throws Exception {
    String job = rig.job("watched", this::failOnce);
    try (ManualHealing healing =
        Healing.builder().store(store).runner(rig.adapter()).manual(Instant.now())) {
      healing.tick(LOOK);
      rig.fire(job);
      until(healing, () -> !open(healing, job).isEmpty());
      for (int i = 0; i < LOOKS; i++) {
        healing.tick(LOOK);
      }

      assertThat(actions(healing)).isEmpty();
      assertThat(runs).hasValue(1);
      assertThat(healing.healing().admin().suggestions(SuggestionStatus.PENDING)).isNotEmpty();
    }
  }

  private void ranAgain(ActionEntry entry) {
    assertThat(entry.row().actionType()).isEqualTo("restart_job");
  }

  private boolean orders(String job, Order... needed) {
    return rig.adapter().orders(job).containsAll(List.of(needed));
  }

  private Instant next(String job) {
    return rig.adapter().standings().stream()
        .filter(standing -> standing.definition().id().equals(job))
        .findFirst()
        .orElseThrow()
        .next();
  }

  private static List<Incident> open(ManualHealing healing, String job) {
    return healing.healing().admin().incidents().stream()
        .filter(incident -> incident.subject().name().equals(job))
        .toList();
  }

  /** What the first action was made for, seen and explained within this grace and a few looks. */
  private static void diagnosed(
      ManualHealing healing, String finding, Instant since, Duration grace) {
    String id = actions(healing).get(0).detail().incidentId();
    Incident incident = healing.healing().incident(id).orElseThrow();
    assertThat(incident.findingId()).isEqualTo(finding);
    assertThat(incident.detectedAt())
        .isBetween(since.plus(grace), since.plus(grace).plus(LOOK.multipliedBy(3)));
    assertThat(healing.healing().diagnosis(id)).isPresent();
  }

  private static JobRun first(ManualHealing healing, String job) {
    return healing.healing().admin().runs(job).stream()
        .min(Comparator.comparing(JobRun::startedAt))
        .orElseThrow();
  }

  private static List<ActionEntry> actions(ManualHealing healing) {
    return healing.healing().admin().actions();
  }

  private static boolean verified(ManualHealing healing) {
    return actions(healing).stream()
        .anyMatch(a -> a.detail().verification().state() == VerificationState.VERIFIED);
  }

  /**
   * Lets Healing look again and again, and the runner do what it does in its own time, of which it
   * gets more when it takes long.
   */
  protected static void until(ManualHealing healing, BooleanSupplier happened) {
    for (int i = 0; i < LOOKS && !happened.getAsBoolean(); i++) {
      healing.tick(LOOK);
      LockSupport.parkNanos(i < LOOKS / 2 ? 200_000_000 : 1_500_000_000);
    }
    assertThat(happened.getAsBoolean())
        .as("happened within %s looks; actions %s", LOOKS, actions(healing))
        .isTrue();
  }
}
