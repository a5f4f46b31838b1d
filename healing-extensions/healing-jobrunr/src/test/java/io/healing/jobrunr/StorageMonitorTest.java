package io.healing.jobrunr;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.detect.Incident;
import io.healing.api.job.RunOutcome;
import io.healing.jobrunr.Scene.Ahead;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.RecurringJob.CreatedBy;
import org.jobrunr.jobs.filters.JobServerFilter;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no run tells is found in the storage. */
@Timeout(120)
class StorageMonitorTest {
  @TempDir Path home;

  private final Ahead ahead = new Ahead();
  private final JobRunrRig rig = JobRunrRig.ram(0, ahead);

  @AfterEach
  void end() {
    rig.shutDown();
  }

  private Scene scene() {
    return Scene.of(rig, ahead, home.resolve("healing.db"), Scene.MAIL);
  }

  @Test
  void aStorageOnWhichNoServerWorksIsToldAfterTheGraceUntilOneStarts() {
    try (Scene scene = scene()) {
      scene.looks(3);
      assertThat(scene.open("jobrunr.no_server")).isEmpty();

      scene.until(() -> !scene.open("jobrunr.no_server").isEmpty());
      rig.started();
      Scene.await(() -> !rig.storage().getBackgroundJobServers().isEmpty());

      scene.until(() -> scene.open("jobrunr.no_server").isEmpty());
    }
  }

  @Test
  void aServerThatIsPausedDoesNoWork() {
    rig.started();
    try (Scene scene = scene()) {
      rig.server().pauseProcessing();
      Scene.await(() -> !rig.storage().getBackgroundJobServers().get(0).isRunning());

      scene.until(() -> !scene.open("jobrunr.no_server").isEmpty());
    }
  }

  @Test
  void aRecurringJobThatIsGoneIsTold() {
    rig.job("nightly", () -> {});
    try (Scene scene = scene()) {
      scene.looks(2);
      rig.delete("nightly");

      scene.until(() -> !scene.open("runner.job_gone").isEmpty());

      Incident told = scene.open("runner.job_gone").get(0);
      assertThat(told.message()).contains("nightly");
      rig.job("nightly", () -> {});
      scene.until(() -> scene.open("runner.job_gone").isEmpty());
    }
  }

  @Test
  void aFailedInstanceOfARecurringJobIsToldByItsRunAlone() {
    rig.job("nightly", Failing.of(new IllegalStateException("bad")));
    rig.started();
    try (Scene scene = scene()) {
      rig.fire("nightly");

      scene.until(() -> !scene.open("job.failed").isEmpty());
      scene.looks(5);

      assertThat(scene.open("jobrunr.failed")).isEmpty();
    }
  }

  @Test
  void allInstancesOfAJobThatIsNotRecurringAreOneJob() {
    rig.started();
    try (Scene scene = scene()) {
      scene.look();
      rig.once("to-ada", () -> {});
      rig.once("to-grace", () -> {});

      scene.until(() -> scene.healing.healing().admin().runs(Scene.MAIL).size() == 2);

      assertThat(rig.adapter().standings())
          .extracting(standing -> standing.definition().id())
          .containsOnly(Scene.MAIL);
    }
  }

  @Test
  void anInstanceWhoseServerLivesIsNotOrphanedHoweverLongItRuns() {
    rig.started();
    Thread[] worker = new Thread[1];
    try (Scene scene = scene()) {
      rig.once(
          "long",
          () -> {
            worker[0] = Thread.currentThread();
            Failing.hang();
          });
      Scene.await(() -> worker[0] != null);

      for (int i = 0; i < 12; i++) {
        scene.look();
        Job job = rig.all(StateName.PROCESSING).get(0);
        Scene.await(
            () -> rig.all(StateName.PROCESSING).get(0).getUpdatedAt().isAfter(job.getUpdatedAt()));
      }

      assertThat(scene.open("jobrunr.orphaned")).isEmpty();
      worker[0].interrupt();
    }
  }

  @Test
  void whatFailsInOurListeningIsTold() {
    try (Scene scene = scene()) {
      scene.look();
      ((JobServerFilter) rig.adapter().filter()).onProcessing(null);

      scene.until(() -> !scene.open("jobrunr.filter_failed").isEmpty());
    }
  }

  /** What moves a heartbeat is the server's clock; we are that much ahead of it, or behind. */
  @ParameterizedTest
  @ValueSource(longs = {120, -120})
  void clocksTwoMinutesApartMakeNoServerDeadNoRunOrphanedAndNoStartMissed(long seconds) {
    ahead.on(Duration.ofSeconds(seconds));
    rig.job("nightly", () -> {});
    rig.started();
    CountDownLatch end = new CountDownLatch(1);
    try (Scene scene = scene()) {
      rig.once("long", () -> Works.await(end));
      Scene.await(() -> !rig.all(StateName.PROCESSING).isEmpty());
      for (int i = 0; i < 12; i++) {
        scene.look();
        Instant last = heartbeat();
        Scene.await(() -> heartbeat().isAfter(last));
      }

      assertThat(scene.healing.healing().admin().incidents()).isEmpty();
    } finally {
      end.countDown();
    }
  }

  private Instant heartbeat() {
    return rig.storage().getBackgroundJobServers().get(0).getLastHeartbeat();
  }

  @Test
  void oneScheduleThatCannotBeReadHidesNoOtherJob() {
    rig.job("nightly", () -> {});
    JobDetails call = rig.storage().getRecurringJobs().get(0).getJobDetails();
    rig.storage().saveRecurringJob(new RecurringJob("broken", call, "PT0S", "UTC", CreatedBy.API));
    try (Scene scene = scene()) {
      scene.until(() -> !scene.open("job.silenced").isEmpty());

      assertThat(scene.open("job.silenced"))
          .extracting(incident -> incident.subject().name())
          .containsExactly("broken");
      assertThat(rig.adapter().standings())
          .extracting(one -> one.definition().id() + " " + one.state())
          .containsExactlyInAnyOrder("nightly SCHEDULED", "broken STOPPED");
    }
  }

  @Test
  void whatTheStewardFailsForAnOrphanIsNoRunOfItsThread() throws Exception {
    rig.started();
    try (Scene scene = scene()) {
      scene.look();
      UUID left = Orphans.leave(rig, "left");

      Scene.await(() -> rig.storage().getJobById(left).hasState(StateName.FAILED));
      scene.until(() -> !scene.open("jobrunr.failed").isEmpty());

      assertThat(scene.healing.healing().admin().runs(Scene.MAIL))
          .noneMatch(run -> run.outcome() == RunOutcome.FAILURE);
    }
  }
}
