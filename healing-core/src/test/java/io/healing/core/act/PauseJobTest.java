package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.decide.BlockReason;
import io.healing.api.job.JobControl;
import io.healing.api.store.IntentState;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseJobTest {
  @TempDir Path home;
  private Workplace place;
  private final Runner runner = new Runner();

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
    place.control = runner;
  }

  /** A runner whose one job may be paused. */
  private static final class Runner implements JobControl {
    boolean paused;

    @Override
    public String id() {
      return "acme.runner";
    }

    @Override
    public String runner() {
      return "host";
    }

    @Override
    public Set<Order> orders(String jobId) {
      return EnumSet.of(Order.PAUSE, Order.RESUME);
    }

    @Override
    public boolean run(String jobId, String key) {
      throw new AssertionError("nothing is to be run");
    }

    @Override
    public void interrupt(String jobId, long runId) {
      throw new AssertionError("nothing is to be interrupted");
    }

    @Override
    public void schedule(String jobId) {
      throw new AssertionError("nothing is to be scheduled");
    }

    @Override
    public boolean paused(String jobId) {
      return paused;
    }

    @Override
    public void pause(String jobId) {
      paused = true;
    }

    @Override
    public void resume(String jobId) {
      paused = false;
    }
  }

  private static ActionRequest wish(ActionType type, String job) {
    return ActionRequest.of(type, Target.job(job));
  }

  private Refused refused(ActionType type, String job) {
    return catchThrowableOfType(Refused.class, () -> place.plan(wish(type, job)));
  }

  @Test
  void aJobIsPutAsideAndGoesOnWhenThatIsTakenBack() {
    Applied applied = place.apply(wish(ActionType.PAUSE_JOB, "report"));
    assertThat(applied.state()).isEqualTo(IntentState.DONE);
    assertThat(runner.paused).isTrue();

    Undone undone = place.acting().undo(applied.entry().row().id(), "ann", false);
    assertThat(undone.state()).as(undone.note()).isEqualTo(IntentState.DONE);
    assertThat(runner.paused).isFalse();
  }

  @Test
  void whatIsAsItIsWantedIsRefusedForThatReason() {
    Refused resumed = refused(ActionType.RESUME_JOB, "report");
    assertThat(resumed.reason()).isEqualTo(BlockReason.ALREADY_SO);
    assertThat(resumed).hasMessageContaining("Job report is not paused");
    runner.paused = true;
    Refused paused = refused(ActionType.PAUSE_JOB, "report");
    assertThat(paused.reason()).isEqualTo(BlockReason.ALREADY_SO);
    assertThat(paused).hasMessageContaining("Job report is paused already");
  }

  @Test
  void anotherJobThanTheOneToBeHealedIsLeftAlone() {
    for (ActionType type : Set.of(ActionType.PAUSE_JOB, ActionType.RESTART_JOB)) {
      Refused other = refused(type, "orders");
      assertThat(other.reason()).isEqualTo(BlockReason.GUARDED);
      assertThat(other)
          .hasMessageContaining("Job orders is not the job that is to be healed, report");
    }
  }
}
