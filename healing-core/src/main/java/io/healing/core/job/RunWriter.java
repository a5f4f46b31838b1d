package io.healing.core.job;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunResult;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Turns a run into the record that is stored: redacted, bounded, without its thread. */
final class RunWriter {
  private final ErrorTexts errors;
  private final Texts texts;
  private final int logTail;
  private final Interrupts interrupts;

  RunWriter(Texts texts, int logTail, Interrupts interrupts) {
    this.interrupts = interrupts;
    this.texts = texts;
    this.errors = new ErrorTexts(texts);
    this.logTail = logTail;
  }

  ErrorTexts errors() {
    return errors;
  }

  /** A run that has not ended. */
  JobRun running(Run run) {
    return new JobRun(
        run.id(),
        run.jobId(),
        run.startedAt(),
        null,
        RunOutcome.RUNNING,
        null,
        run.attempt(),
        run.trigger(),
        null,
        run.logTail(),
        false,
        null,
        null);
  }

  /** A run that has ended; its log is emptied. */
  JobRun ended(Run run) {
    RunResult result = run.result();
    Interrupts.Mark mark = interrupts.take(run.id());
    LogTail log = run.log();
    long duration = run.durationMillis();
    OptionalLong units = result.units();
    OptionalInt code = result.exitCode();
    return new JobRun(
        run.id(),
        run.jobId(),
        run.startedAt(),
        Instant.ofEpochMilli(run.startMillis() + duration),
        mark == null ? run.outcome() : mark.outcome(result.outcome()),
        duration,
        run.attempt(),
        run.trigger(),
        error(result, mark),
        log == null ? "" : tail(log.take()),
        result.willRetry(),
        units.isPresent() ? (Long) units.getAsLong() : null,
        code.isPresent() ? (Integer) code.getAsInt() : null);
  }

  private @Nullable RunError error(RunResult result, Interrupts.@Nullable Mark mark) {
    RunError told = result.outcome() == RunOutcome.SUCCESS ? null : errors.of(result);
    return mark == null ? told : mark.error(result, told);
  }

  /** Redacted before the exact cut, which drops whole lines from the front. */
  private String tail(List<String> lines) {
    if (lines.isEmpty()) {
      return "";
    }
    String clean = texts.redacted(String.join("\n", lines));
    return LogTail.newest(clean.lines().toList(), logTail);
  }
}
