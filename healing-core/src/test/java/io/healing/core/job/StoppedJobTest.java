package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A runner that gave a job up says so at its looks only. */
class StoppedJobTest extends Recording {
  private static final JobDefinition RATES = JobDefinition.of("rates").withRunner("acme");

  @BeforeEach
  void define() {
    jobs.define(RATES, List.of());
    stopped();
  }

  private void stopped() {
    jobs.stand(List.of(JobStanding.stopped(RATES, "its trigger is in state ERROR")));
  }

  private void runs(RunTrigger trigger) {
    time.pass(Duration.ofSeconds(1));
    RunHandle run = jobs.observer().started("rates", RunStart.of(trigger));
    jobs.observer().finished(run, RunResult.success());
    jobs.drain(time.instant());
  }

  private boolean given() {
    return snapshot("rates").silencedBy() != null;
  }

  @Test
  void aStartByItsScheduleSinceTheLookSpeaksAgainstIt() {
    assertThat(given()).isTrue();
    runs(RunTrigger.SCHEDULED);
    assertThat(given()).isFalse();
  }

  @Test
  void anExtraRunDoesNotSpeakAgainstIt() {
    runs(RunTrigger.HEALING);
    runs(RunTrigger.MANUAL);
    assertThat(given()).isTrue();
  }

  @Test
  void aRunnerThatSaysSoAgainAfterAStartIsBelievedWhateverStarts() {
    runs(RunTrigger.SCHEDULED);
    time.pass(Duration.ofSeconds(30));
    stopped();
    assertThat(given()).isTrue();
    runs(RunTrigger.SCHEDULED);
    assertThat(given()).isTrue();
  }

  @Test
  void onceItIsOnItsScheduleAgainTheNextStopIsNew() {
    runs(RunTrigger.SCHEDULED);
    stopped();
    jobs.stand(List.of(JobStanding.scheduled(RATES, null)));
    assertThat(given()).isFalse();
    stopped();
    assertThat(given()).isTrue();
    runs(RunTrigger.SCHEDULED);
    assertThat(given()).isFalse();
  }
}
