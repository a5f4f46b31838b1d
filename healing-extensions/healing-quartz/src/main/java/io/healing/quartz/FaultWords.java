package io.healing.quartz;

import io.healing.api.Plural;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import java.time.Instant;

/** The words in which a scheduler's faults are told. */
final class FaultWords {
  /** What a job is that does not start when it should. */
  static final String MISSED = "job.missed";

  private final String plugin;
  private final String runner;

  FaultWords(String plugin, String runner) {
    this.plugin = plugin;
    this.runner = runner;
  }

  String runner() {
    return runner;
  }

  /** The scheduler itself. */
  Subject component() {
    return Subject.component(runner);
  }

  /** What is ours in it. */
  Subject adapter() {
    return Subject.plugin(plugin);
  }

  Finding misfired(String job, int count) {
    return counted("quartz.misfired", job, count)
        .said(
            "Quartz came too late for "
                + starts(count)
                + " of job "
                + job
                + ", which did not run since")
        .withHint(
            "All threads were busy, or the scheduler stood still: give threadPool.threadCount more,"
                + " or look what held it up. What becomes of the start is said by the trigger's"
                + " misfire instruction.");
  }

  Finding vetoed(String job, int count) {
    return counted("quartz.vetoed", job, count)
        .said("A trigger listener of the program vetoed " + starts(count) + " of job " + job)
        .withHint("Look why its vetoJobExecution says so; the job did not run.");
  }

  private static String starts(int count) {
    return Plural.of(count, "start", "starts");
  }

  private record Counted(String id, String job, int count) {
    Finding said(String message) {
      return Finding.of(id, Subject.job(job), message)
          .withSeverity(ErrorSeverity.LOW)
          .withEvidence("count", Integer.toString(count));
    }
  }

  private static Counted counted(String id, String job, int count) {
    return new Counted(id, job, count);
  }

  Finding error(Faults.Told error) {
    Throwable cause = root(error.cause());
    return Finding.of(
            "quartz.error",
            component(),
            "The scheduler " + runner + " reports: " + error.message() + " (" + cause + ")")
        .withType(ErrorType.DEPENDENCY_FAILURE)
        .withSeverity(ErrorSeverity.HIGH)
        .withCause(cause.getClass().getName())
        .withHint("Look whether its job store can be reached and its jobs can be loaded.");
  }

  Finding standby(Instant since) {
    return Finding.of(
            "quartz.standby",
            component(),
            "The scheduler " + runner + " is in standby since " + since + ": it fires no job")
        .withSeverity(ErrorSeverity.HIGH)
        .withCause("standby")
        .explaining(MISSED)
        .withHint("Call start() on it, or pause Healing for as long as it is to stand still.");
  }

  Finding shutDown() {
    return Finding.of(
            "quartz.shut_down",
            component(),
            "The scheduler " + runner + " was shut down: it will never fire a job again")
        .withSeverity(ErrorSeverity.HIGH)
        .withCause("shut down")
        .explaining(MISSED)
        .withHint("Start the program again, or close Healing together with the scheduler.");
  }

  Finding ours(Throwable fault) {
    return Finding.of(
            "quartz.listener_failed",
            adapter(),
            "What Healing listens with in " + runner + " failed: " + fault)
        .withSeverity(ErrorSeverity.MEDIUM)
        .withCause(fault.getClass().getName())
        .withHint("No job was stopped by it. Runs may be missing from the history; report it.");
  }

  private static Throwable root(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; i < 20 && cause.getCause() != null; i++) {
      cause = cause.getCause();
    }
    return cause;
  }
}
