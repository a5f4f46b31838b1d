package io.healing.jobrunr;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.detect.Incident;
import io.healing.api.job.RunOutcome;
import io.healing.jobrunr.Scene.Ahead;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.JobServerFilter;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

      scene.until(() -> !scene.open("jobrunr.recurring_gone").isEmpty());

      Incident told = scene.open("jobrunr.recurring_gone").get(0);
      assertThat(told.message()).contains("nightly");
      rig.job("nightly", () -> {});
      scene.until(() -> scene.open("jobrunr.recurring_gone").isEmpty());
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

  @Test
  void clocksThatAreTwoMinutesApartMakeNoServerDead() {
    ahead.on(Duration.ofMinutes(2));
    rig.started();
    try (Scene scene = scene()) {
      Scene.await(() -> !rig.storage().getBackgroundJobServers().isEmpty());
      scene.looks(2);

      assertThat(scene.open("jobrunr.no_server")).isEmpty();
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
