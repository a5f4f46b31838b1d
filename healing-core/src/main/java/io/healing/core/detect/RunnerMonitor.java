package io.healing.core.detect;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobRunner;
import io.healing.api.job.JobStanding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Asks a job runner how its jobs stand and hands the answer on; what is wrong with them other
 * monitors say, but for a job of a name that another runner tells too. A runner that does not
 * answer is a plug-in that failed.
 */
final class RunnerMonitor implements Monitor {
  private final JobRunner runner;
  private final Duration interval;
  private final Function<List<JobStanding>, Map<String, String>> told;

  RunnerMonitor(
      JobRunner runner, Duration interval, Function<List<JobStanding>, Map<String, String>> told) {
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
    List<JobStanding> standings = List.copyOf(runner.standings());
    Map<String, String> alsoOf = told.apply(standings);
    Observation.Builder said = Observation.builder();
    request.jobs().stream()
        .map(job -> job.definition().id())
        .filter(job -> !alsoOf.containsKey(job))
        .forEach(job -> said.clear(Subject.job(job)));
    alsoOf.forEach((job, other) -> said.finding(shared(job, other)));
    return said.build();
  }

  private Finding shared(String job, String other) {
    return Finding.of(
            "job.of_two_runners",
            Subject.job(job),
            "The runners " + runner.runner() + " and " + other + " both have a job " + job)
        .withType(ErrorType.CONFIGURATION_ERROR)
        .withSeverity(ErrorSeverity.MEDIUM)
        .withCause(other)
        .withHint(
            "Their runs are taken for those of one job, and Healing orders none of them. Give one"
                + " of the two another name.");
  }
}
