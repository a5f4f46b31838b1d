package io.healing.cli;

import io.healing.api.job.RunHandle;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import java.time.Duration;
import java.util.Optional;

/** The first run of a command and those that the policy adds. */
final class Runs {
  private final Attempt.Order order;
  private final Attempt.Around around;
  private final CommandControl control;
  private final Optional<Recording> recording;

  Runs(
      Attempt.Order order,
      Attempt.Around around,
      CommandControl control,
      Optional<Recording> recording) {
    this.order = order;
    this.around = around;
    this.control = control;
    this.recording = recording;
  }

  /**
   * Runs it, and again for as long as it fails and the policy says so within the time.
   *
   * @return the code of the last
   * @throws NotStarted when it could not be started at the first time
   */
  int all(Duration wait) throws InterruptedException {
    int code =
        one(RunStart.of(around.signals().foreground() ? RunTrigger.MANUAL : RunTrigger.SCHEDULED));
    while (code != 0 && again(wait)) {
      try {
        code = one(RunStart.of(RunTrigger.HEALING));
      } catch (NotStarted e) {
        around.faults().add("It could not be run again: " + e.getMessage());
        break;
      }
    }
    settle(code != 0);
    return code;
  }

  private boolean again(Duration wait) throws InterruptedException {
    return recording.filter(Recording::runsAgain).isPresent()
        && control.ordered(wait, () -> around.signals().received() != null);
  }

  private int one(RunStart start) throws InterruptedException {
    Optional<RunHandle> run = recording.map(open -> open.started(start));
    try {
      Attempt attempt = Attempt.start(order, around);
      control.runs(attempt.child());
      int code = attempt.code();
      control.runs(null);
      run.ifPresent(handle -> recorded(handle, attempt, code));
      return code;
    } catch (NotStarted e) {
      run.ifPresent(handle -> recording.orElseThrow().notStarted(handle, e));
      throw e;
    }
  }

  /** How the command ended is its own affair, whatever becomes of the recording. */
  private void recorded(RunHandle run, Attempt attempt, int code) {
    try {
      recording.orElseThrow().finished(run, attempt.lines(), attempt.result(code));
    } catch (RuntimeException e) {
      around.faults().add("How the command ended could not be recorded: " + e);
    }
  }

  private void settle(boolean failed) throws InterruptedException {
    try {
      if (recording.isPresent()) {
        recording.get().settle(failed);
        around.faults().awaitTold(Duration.ofSeconds(3));
      }
    } catch (RuntimeException e) {
      around.faults().say("How the command ended could not be followed up: " + e);
    }
  }
}
