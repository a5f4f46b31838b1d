package io.healing.jobrunr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.job.JobControl.Order;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jobrunr.jobs.exceptions.IllegalJobThreadStateException;
import org.jobrunr.jobs.filters.ApplyStateFilter;
import org.jobrunr.jobs.filters.JobServerFilter;
import org.jobrunr.jobs.filters.RetryFilter;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is easy to get wrong with JobRunr. */
@Timeout(60)
class TrapsTest {
  private final Told told = new Told();
  private final AtomicInteger runs = new AtomicInteger();
  private JobRunrRig rig = JobRunrRig.ram(10);

  @AfterEach
  void end() {
    rig.shutDown();
  }

  @Test
  void aFilterIsAddedToAServerBesideTheRetryFilterThatItsStarterGaveIt() {
    rig.started(new RetryFilter(10));
    rig.adapter().on(rig.server()).join(told);
    String job = rig.job("bad", Failing.of(new IllegalStateException("no")));

    rig.fire(job);

    Scene.await(() -> told.ended(job).size() == 1);
    assertThat(told.ended(job).get(0).result().willRetry()).isTrue();
    assertThat(rig.all(StateName.SCHEDULED))
        .anyMatch(
            its -> its.getJobStates().stream().anyMatch(s -> s.getName() == StateName.FAILED));
  }

  @Test
  void aRunThatIsTriedAgainIsToldOnceEachTimeThoughItsStateChangesTwiceInARow() {
    rig.started();
    rig.adapter().join(told);
    UUID id = rig.once("flaky", Failing.times(1, runs, new IllegalStateException("once")));
    Scene.await(() -> rig.storage().getJobById(id).hasState(StateName.SCHEDULED));

    assertThat(told.runs(Scene.MAIL)).hasSize(1);
    assertThat(told.ended(Scene.MAIL)).hasSize(1);
    var job = rig.storage().getJobById(id);
    job.enqueue();
    rig.storage().save(job);

    Scene.await(() -> told.ended(Scene.MAIL).size() == 2);
    assertThat(told.runs(Scene.MAIL).get(1).start()).isEqualTo(new RunStart(RunTrigger.RETRY, 2));
    assertThat(told.ended(Scene.MAIL).get(1).result().outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  void theLastFailureIsToldAsOneThatIsNotTriedAgain() {
    rig.shutDown();
    rig = JobRunrRig.ram(0).started();
    rig.adapter().join(told);

    rig.once("bad", Failing.of(new IllegalStateException("no")));

    Scene.await(() -> told.ended(Scene.MAIL).size() == 1);
    assertThat(told.ended(Scene.MAIL).get(0).result().willRetry()).isFalse();
  }

  /** An error of the machine is not caught by JobRunr where it calls filters. */
  @Test
  void anErrorInOurListeningStopsNoJob() {
    rig.started();
    rig.adapter().join(Told.Broken.BY_ERROR);
    UUID id = rig.once("steady", runs::incrementAndGet);

    Scene.await(() -> rig.storage().getJobById(id).hasState(StateName.SUCCEEDED));
    assertThat(runs).hasValue(1);
  }

  @Test
  void aRecurringJobThatWeInterruptIsNotTriedAgainBesideTheRunThatIsOrdered() throws Exception {
    rig.started();
    rig.adapter().join(told);
    CountDownLatch begun = new CountDownLatch(1);
    String job =
        rig.job(
            "hangs",
            () -> {
              if (runs.incrementAndGet() == 1) {
                begun.countDown();
                Failing.hang();
              }
            });
    rig.fire(job);
    begun.await();

    rig.adapter().interrupt(job, told.runs(job).get(0).id());
    assertThat(rig.adapter().run(job, "r1")).isTrue();

    Scene.await(() -> told.ended(job).size() == 2);
    Scene.await(() -> rig.all(StateName.FAILED).size() == 1);
    assertThat(told.ended(job)).extracting(run -> run.result().willRetry()).containsOnly(false);
    assertThat(runs).hasValue(2);
  }

  /** The steward of the same server may take a run for orphaned that still goes on. */
  @Test
  void whatAnotherThreadSaysOfARunThatGoesOnIsNotItsEnd() throws Exception {
    rig.started();
    rig.adapter().join(told);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    UUID id =
        rig.once(
            "long",
            () -> {
              begun.countDown();
              Works.await(end);
            });
    begun.await();
    var job = rig.storage().getJobById(id);
    JobServerFilter ours = (JobServerFilter) rig.adapter().filter();

    ours.onProcessingFailed(job, new IllegalJobThreadStateException("Job was orphaned"));
    ((ApplyStateFilter) ours).onStateApplied(job, job.getJobState(), job.getJobState());
    assertThat(told.ended(Scene.MAIL)).isEmpty();

    end.countDown();
    Scene.await(() -> told.ended(Scene.MAIL).size() == 1);
    assertThat(told.ended(Scene.MAIL).get(0).result().outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  void whatJobRunrWillTryAgainByItselfIsNotOrderedBesideIt() {
    rig.started();
    rig.adapter().join(told);
    String job = rig.job("bad", Failing.of(new IllegalStateException("no")));
    rig.fire(job);
    Scene.await(() -> told.ended(job).size() == 1);

    assertThatThrownBy(() -> rig.adapter().run(job, "r1"))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("SCHEDULED");
  }

  @Test
  void whatWaitsBehindAThousandOthersIsNotOrderedBesideIt() {
    String job = rig.job("nightly", runs::incrementAndGet);
    rig.fire(job);
    for (int i = 0; i < 1_100; i++) {
      rig.once("mail", runs::incrementAndGet);
    }

    assertThatThrownBy(() -> rig.adapter().run(job, "missed 03:00"))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("ENQUEUED");
  }

  @Test
  void anOrderIsTakenOnceByTheStorageWhicheverProgramGivesIt() {
    JobRunrRig other = rig.beside();
    String job = rig.job("nightly", runs::incrementAndGet);

    assertThat(rig.adapter().run(job, "missed 03:00")).isTrue();
    assertThat(other.adapter().run(job, "missed 03:00")).isFalse();
    rig.started();

    Scene.await(() -> rig.all(StateName.SUCCEEDED).size() == 1);
    assertThat(other.adapter().run(job, "missed 03:00")).isFalse();
    assertThat(runs).hasValue(1);
  }

  /** JobRunr always tells a next run, and stores the next instance ahead of time. */
  @Test
  void anInstanceThatIsStoredAheadOfTimeIsNotTakenForAStart() {
    String job = rig.job("ahead", runs::incrementAndGet);
    rig.storage().save(rig.storage().getRecurringJobs().get(0).toScheduledJob());

    assertThat(rig.adapter().standings())
        .singleElement()
        .satisfies(standing -> assertThat(standing.previous()).isNull())
        .satisfies(standing -> assertThat(standing.definition().id()).isEqualTo(job))
        .satisfies(standing -> assertThat(standing.next()).isAfter(Instant.now()));
  }

  @Test
  void aStartInAnotherProgramIsKnownFromTheStorage() {
    rig.job("far", runs::incrementAndGet);
    JobRunrRig other = rig.beside().started();
    var recurring = rig.storage().getRecurringJobs().get(0);
    Instant planned = Instant.now().minusSeconds(1);
    rig.storage()
        .save(recurring.toScheduledJobs(planned, planned.plus(Duration.ofHours(1))).get(0));

    List<JobStanding> before = rig.adapter().standings();
    var job = rig.all(StateName.SCHEDULED).get(0);
    job.enqueue();
    rig.storage().save(job);
    Scene.await(() -> runs.get() == 1);

    assertThat(before.get(0).previous()).isNull();
    assertThat(rig.adapter().standings().get(0).previous()).isNotNull();
    other.stopServer();
  }

  @Test
  void aJobThatIsDeletedWhileItRunsWasCancelled() throws Exception {
    rig.started();
    rig.adapter().join(told);
    CountDownLatch begun = new CountDownLatch(1);
    UUID id =
        rig.once(
            "long",
            () -> {
              begun.countDown();
              Failing.hang();
            });
    begun.await();

    rig.scheduler().delete(id);

    Scene.await(() -> told.ended(Scene.MAIL).size() == 1);
    assertThat(told.ended(Scene.MAIL).get(0).result().outcome()).isEqualTo(RunOutcome.CANCELLED);
  }

  @Test
  void aJobThatIsNotRecurringIsNotRunWithoutItsArguments() {
    rig.started();
    rig.adapter().join(told);
    rig.once("mail", runs::incrementAndGet);
    Scene.await(() -> told.ended(Scene.MAIL).size() == 1);

    assertThat(rig.adapter().orders(Scene.MAIL)).containsOnly(Order.INTERRUPT);
    assertThatThrownBy(() -> rig.adapter().run(Scene.MAIL, "r1"))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("requeue_job");
    assertThatThrownBy(() -> rig.adapter().schedule(Scene.MAIL))
        .isInstanceOf(HealingException.class);
  }
}
