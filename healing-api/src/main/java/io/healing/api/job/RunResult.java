package io.healing.api.job;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How a run ended, as its runner tells it. Immutable and thread-safe. */
public final class RunResult {
  private static final RunResult SUCCESS =
      new RunResult(RunOutcome.SUCCESS, null, null, false, null, null);
  private static final RunResult CANCELLED =
      new RunResult(RunOutcome.CANCELLED, null, null, false, null, null);

  private final RunOutcome outcome;
  private final @Nullable Throwable cause;
  private final @Nullable String message;
  private final boolean retryPending;
  private final @Nullable Long size;
  private final @Nullable Integer exitCode;

  private RunResult(
      RunOutcome outcome,
      @Nullable Throwable cause,
      @Nullable String message,
      boolean retryPending,
      @Nullable Long size,
      @Nullable Integer exitCode) {
    this.outcome = outcome;
    this.cause = cause;
    this.message = message;
    this.retryPending = retryPending;
    this.size = size;
    this.exitCode = exitCode;
  }

  /** It ended as it should. */
  public static RunResult success() {
    return SUCCESS;
  }

  /** It was stopped on purpose. */
  public static RunResult cancelled() {
    return CANCELLED;
  }

  /** It ended with this exception. */
  public static RunResult failure(Throwable cause) {
    return new RunResult(
        RunOutcome.FAILURE, Objects.requireNonNull(cause, "cause"), null, false, null, null);
  }

  /** It failed without an exception. */
  public static RunResult failure(String message) {
    return new RunResult(
        RunOutcome.FAILURE, null, Objects.requireNonNull(message, "message"), false, null, null);
  }

  /** A command ended with this code: 0 is a success, any other a failure. */
  public static RunResult exit(int code) {
    RunOutcome outcome = code == 0 ? RunOutcome.SUCCESS : RunOutcome.FAILURE;
    String message = code == 0 ? null : "exit code " + code;
    return new RunResult(outcome, null, message, false, null, code);
  }

  /** The same, and the runner will try again by itself. */
  public RunResult retryPending() {
    return new RunResult(outcome, cause, message, true, size, exitCode);
  }

  /** The same, with how much the run did in the job's own unit. */
  public RunResult size(long units) {
    return new RunResult(outcome, cause, message, retryPending, units, exitCode);
  }

  /** Success, failure or cancelled. */
  public RunOutcome outcome() {
    return outcome;
  }

  /** The exception, if there was one. */
  public Optional<Throwable> cause() {
    return Optional.ofNullable(cause);
  }

  /** What went wrong in words, if there was no exception. */
  public Optional<String> message() {
    return Optional.ofNullable(message);
  }

  /** Whether the runner will try again by itself. */
  public boolean willRetry() {
    return retryPending;
  }

  /** How much the run did, if it said. */
  public OptionalLong units() {
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /** The exit code of a command. */
  public OptionalInt exitCode() {
    return exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);
  }
}
