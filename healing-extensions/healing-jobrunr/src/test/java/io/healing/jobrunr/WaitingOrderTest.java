package io.healing.jobrunr;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.detect.IncidentState;
import io.healing.jobrunr.Scene.Ahead;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.states.EnqueuedState;
import org.jobrunr.jobs.states.ProcessingState;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What JobRunr is going to run by itself is waited for. */
@Timeout(120)
class WaitingOrderTest {
  @TempDir Path home;

  @Test
  void anOrderWaitsForWhatAKilledServerLeftWithoutAnAttemptOrACall() {
    Ahead ahead = new Ahead();
    JobRunrRig rig = JobRunrRig.ram(0, ahead);
    RuntimeException thrown = new UncheckedIOException(new SocketTimeoutException("timed out"));
    try (Scene scene = Scene.of(rig, ahead, home.resolve("healing.db"), "nightly")) {
      rig.job("nightly", Failing.times(1, new AtomicInteger(), thrown));
      scene.look();
      rig.started();
      rig.fire("nightly");
      Scene.await(() -> rig.all(StateName.FAILED).size() == 1);
      rig.stopServer();
      Job left = left(rig);

      scene.until(() -> scene.why("nightly").contains("as PROCESSING"));
      assertThat(scene.actions()).isEmpty();
      assertThat(scene.why("nightly")).contains("will try again by itself");
      assertThat(scene.open("job.failed"))
          .singleElement()
          .satisfies(told -> assertThat(told.state()).isEqualTo(IncidentState.OPEN));

      left.failed("Orphaned job", new IllegalStateException("its server is dead"));
      rig.storage().save(left);
      scene.until(() -> !scene.actions().isEmpty());
      assertThat(rig.all(StateName.ENQUEUED)).hasSize(1);
    } finally {
      rig.shutDown();
    }
  }

  private static Job left(JobRunrRig rig) {
    RecurringJob job = rig.storage().getRecurringJobs().get(0);
    Instant then = Instant.now();
    ProcessingState dead = new ProcessingState(UUID.randomUUID(), "dead", then, then);
    Job left =
        new Job(
            UUID.randomUUID(),
            0,
            job.getJobDetails(),
            List.of(new EnqueuedState(then), dead),
            new ConcurrentHashMap<>());
    left.setJobName("nightly");
    left.setRecurringJobId("nightly");
    return rig.storage().save(left);
  }
}
