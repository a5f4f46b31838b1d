package io.healing.jobrunr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.jobrunr.Scene.Ahead;
import io.healing.postgres.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that share one storage, some of them in JVMs of their own that are killed. */
@Timeout(120)
class ClusterTest {
  private static final Duration LOOK = Duration.ofSeconds(31);

  @TempDir Path home;

  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void whatAKilledJvmLeftIsFoundPutIntoTheQueueAgainAndProvenWell() throws Exception {
    Ahead ahead = new Ahead();
    Database database = JobRunrRig.database();
    JobRunrRig here = JobRunrRig.postgres(ahead);
    try (Scene scene = Scene.of(here, ahead, home.resolve("healing.db"), Scene.MAIL);
        Node other = Node.start(database, "import")) {
      UUID id = here.once("import", runs::incrementAndGet);
      other.says("running import");
      scene.look();
      other.kill();

      scene.until(() -> !scene.actions().isEmpty());
      scene.look();
      assertThat(here.storage().getJobById(id).getState()).isEqualTo(StateName.ENQUEUED);
      here.started();
      scene.until(scene::verified);

      assertThat(runs).hasValue(1);
      assertThat(scene.actions())
          .singleElement()
          .satisfies(done -> assertThat(done.row().actionType()).isEqualTo("requeue_job"));
    } finally {
      here.shutDown();
    }
  }

  @Test
  void aRecurringJobThatAKilledJvmLeftIsNotOrderedBesideWhatJobRunrRunsAgain() throws Exception {
    Database database = JobRunrRig.database();
    JobRunrRig here = JobRunrRig.postgres();
    try (Node other = Node.start(database, "nightly")) {
      here.job("nightly", runs::incrementAndGet);
      here.fire("nightly");
      other.says("running nightly");
      other.kill();

      assertThatThrownBy(() -> here.adapter().run("nightly", "orphan 1"))
          .hasMessageContaining("PROCESSING")
          .hasMessageContaining("nightly");
      assertThat(here.adapter().waits("nightly").orElse("")).contains("PROCESSING");
      assertThat(here.all(StateName.ENQUEUED)).isEmpty();
    } finally {
      here.shutDown();
    }
  }
}
