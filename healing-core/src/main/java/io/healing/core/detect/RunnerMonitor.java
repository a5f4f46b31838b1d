package io.healing.core.detect;

import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobRunner;
import io.healing.api.job.JobStanding;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks a job runner how its jobs stand and hands the answer on; what is wrong with them other
 * monitors say. A runner that does not answer is a plug-in that failed.
 */
final class RunnerMonitor implements Monitor {
  private final JobRunner runner;
  private final Duration interval;
  private final Consumer<List<JobStanding>> told;

  RunnerMonitor(JobRunner runner, Duration interval, Consumer<List<JobStanding>> told) {
    this.runner = runner;
    this.interval = interval;
    this.told = told;
  }

  @Override
  public String id() {
    return runner.id() + ".standings";
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public Observation check(MonitorRequest request) {
    told.accept(List.copyOf(runner.standings()));
    return Observation.builder().build();
  }
}
