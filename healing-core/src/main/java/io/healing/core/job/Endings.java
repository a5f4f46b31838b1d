package io.healing.core.job;

import io.healing.api.job.RunResult;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** How work ended that tells it in another way than by an exception. */
final class Endings {
  private Endings() {}

  /** By what the work threw. */
  static RunResult by(Throwable cause) {
    return cause instanceof InterruptedException || cause instanceof CancellationException
        ? RunResult.cancelled()
        : RunResult.failure(cause);
  }

  /** Of a task that came back without an exception. */
  static RunResult of(Runnable task) {
    if (task instanceof FutureTask<?> future && future.isDone()) {
      return ofFuture(future);
    }
    return task instanceof ForkJoinTask<?> fork ? ofFork(fork) : RunResult.success();
  }

  private static RunResult ofFuture(FutureTask<?> done) {
    boolean interrupted = Thread.interrupted();
    try {
      done.get();
      return RunResult.success();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return by(cause == null ? e : cause);
    } catch (CancellationException | InterruptedException e) {
      return RunResult.cancelled();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static RunResult ofFork(ForkJoinTask<?> task) {
    Throwable thrown = task.getException();
    return thrown == null ? RunResult.success() : by(thrown);
  }

  /** Of a stage: with what it was completed, null for a result. */
  static RunResult ofStage(@Nullable Throwable thrown) {
    if (thrown == null) {
      return RunResult.success();
    }
    Throwable cause = thrown.getCause();
    return by(thrown instanceof CompletionException && cause != null ? cause : thrown);
  }
}
