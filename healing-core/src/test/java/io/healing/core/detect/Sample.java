package io.healing.core.detect;

import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStatistics;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.RunningRun;
import io.healing.api.job.ThreadLook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A job as a monitor sees it, built for a test. */
final class Sample {
  private JobDefinition definition;
  private final List<RunningRun> running = new ArrayList<>();
  private @Nullable JobRun last;
  private @Nullable JobRun lastSuccess;
  private int inARow;
  private JobStatistics statistics = JobStatistics.none();
  private @Nullable Instant expected;
  private @Nullable RunError silencedBy;

  private Sample(JobDefinition definition) {
    this.definition = definition;
  }

  static Sample job(String id) {
    return new Sample(JobDefinition.of(id));
  }

  Sample defined(java.util.function.UnaryOperator<JobDefinition> change) {
    definition = change.apply(definition);
    return this;
  }

  Sample last(JobRun run) {
    last = run;
    lastSuccess = run.outcome() == RunOutcome.SUCCESS ? run : lastSuccess;
    return this;
  }

  Sample inARow(int failures) {
    inARow = failures;
    return this;
  }

  Sample usual(JobStatistics usual) {
    statistics = usual;
    return this;
  }

  Sample expected(@Nullable Instant at) {
    expected = at;
    return this;
  }

  Sample silencedBy(RunError error) {
    silencedBy = error;
    return this;
  }

  Sample running(long id, Instant since, Supplier<Optional<ThreadLook>> look) {
    running.add(new Going(id, since, RunTrigger.SCHEDULED, look));
    return this;
  }

  Sample running(long id, Instant since, RunTrigger trigger) {
    running.add(new Going(id, since, trigger, Optional::empty));
    return this;
  }

  JobSnapshot seen() {
    return new JobSnapshot(
        definition, running, last, lastSuccess, inARow, statistics, expected, silencedBy);
  }

  private record Going(
      long id, Instant startedAt, RunTrigger trigger, Supplier<Optional<ThreadLook>> looks)
      implements RunningRun {
    @Override
    public int attempt() {
      return 1;
    }

    @Override
    public Optional<ThreadLook> look() {
      return looks.get();
    }
  }

  static JobRun run(RunOutcome outcome) {
    return new Ran(outcome).run();
  }

  static JobRun failure(RunError error) {
    return new Ran(RunOutcome.FAILURE).error(error).run();
  }

  static Ran ran(RunOutcome outcome) {
    return new Ran(outcome);
  }

  /** A run that has ended. */
  static final class Ran {
    private final RunOutcome outcome;
    private long id = 7;
    private long took = 1_000;
    private @Nullable RunError error;
    private String log = "";
    private boolean retry;
    private @Nullable Long size;
    private @Nullable Integer exit;
    private RunTrigger trigger = RunTrigger.SCHEDULED;

    private Ran(RunOutcome outcome) {
      this.outcome = outcome;
    }

    Ran id(long given) {
      id = given;
      return this;
    }

    Ran took(long millis) {
      took = millis;
      return this;
    }

    Ran error(RunError given) {
      error = given;
      return this;
    }

    Ran log(String given) {
      log = given;
      return this;
    }

    Ran retryPending() {
      retry = true;
      return this;
    }

    Ran size(long given) {
      size = given;
      return this;
    }

    Ran exit(int code) {
      exit = code;
      error = new RunError("exit", "exit code " + code, "");
      return this;
    }

    Ran trigger(RunTrigger given) {
      trigger = given;
      return this;
    }

    JobRun run() {
      Instant start = Watch.START.minusSeconds(600);
      return new JobRun(
          id,
          "nightly",
          start,
          start.plusMillis(took),
          outcome,
          took,
          1,
          trigger,
          error,
          log,
          retry,
          size,
          exit);
    }
  }
}
