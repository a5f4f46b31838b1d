package io.healing.core.detect;

import io.healing.api.detect.Finding;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunError;
import io.healing.core.logs.ExceptionGroup;
import io.healing.core.logs.OwnFrames;
import java.util.stream.Collectors;

/** What a run that went wrong says of itself. */
final class Failure {
  private static final int MESSAGE = 500;
  private static final int OWN_FRAMES = 5;

  private Failure() {}

  /** The error in one line for a person. */
  static String line(JobRun run) {
    RunError error = run.error();
    return error == null ? "it did not say why" : firstLine(error.line());
  }

  /**
   * What tells this failure from another: the exception's type and message, its causes, the first
   * frames that are not the platform's; of a command its exit code and the last stack trace or
   * error in its output.
   */
  static String cause(JobRun run) {
    RunError error = run.error();
    if (run.exitCode() != null) {
      return "exit " + spelled(run.exitCode()) + "\n" + cause(run.logTail());
    }
    return error == null ? "" : cause(error);
  }

  static String cause(RunError error) {
    return ExceptionGroup.of(error.type(), error.message(), error.stack()).key();
  }

  /** The last stack trace in a log, else the last line that tells of an error. */
  private static String cause(String log) {
    return ExceptionGroup.last(log).map(ExceptionGroup::key).orElse(LogExcerpt.lastError(log));
  }

  /** An exit code tells causes apart, but numbers in a cause are masked. */
  private static String spelled(int code) {
    return Integer.toString(code)
        .chars()
        .mapToObj(c -> c == '-' ? "minus" : Character.toString('a' + c - '0'))
        .collect(Collectors.joining());
  }

  static Finding evidence(Finding finding, JobRun run) {
    Finding with =
        finding
            .withType(Classification.of(run))
            .withEvidence("run", Long.toString(run.id()))
            .withEvidence("started", run.startedAt().toString())
            .withEvidence("trigger", run.trigger().word());
    if (run.exitCode() != null) {
      with = with.withEvidence("exit_code", Integer.toString(run.exitCode()));
    }
    String log = LogExcerpt.around(run.logTail());
    with = log.isEmpty() ? with : with.withEvidence("log", log);
    return run.error() == null ? with : evidence(with, run.error());
  }

  static Finding evidence(Finding finding, RunError error) {
    Finding with =
        finding
            .withEvidence("error_type", error.type())
            .withEvidence("error_message", cut(error.message()));
    String frames = OwnFrames.ofStack(error.stack(), OWN_FRAMES);
    return frames.isEmpty() ? with : with.withEvidence("frames", frames);
  }

  private static String firstLine(String text) {
    return cut(text.lines().findFirst().orElse(""));
  }

  private static String cut(String text) {
    return text.length() > MESSAGE ? text.substring(0, MESSAGE) + "…" : text;
  }
}
