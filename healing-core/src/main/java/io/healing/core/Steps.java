package io.healing.core;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The steps of one turn, each guarded by itself: what fails in one is kept until all are made. */
final class Steps {
  private @Nullable Throwable first;

  void make(Runnable step) {
    take(
        () -> {
          step.run();
          return true;
        });
  }

  /** What a step brings; empty when it failed. */
  <T> Optional<T> take(Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      failed(e);
      return Optional.empty();
    }
  }

  private void failed(Throwable fault) {
    if (first == null) {
      first = fault;
    } else if (first != fault) {
      first.addSuppressed(fault);
    }
  }

  /** The first fault, with the others within it; empty when nothing failed. */
  Optional<Throwable> fault() {
    return Optional.ofNullable(first);
  }

  /** Throws the first fault, with the others within it. */
  void end() {
    if (first instanceof RuntimeException fault) {
      throw fault;
    }
    if (first instanceof Error fault) {
      throw fault;
    }
  }
}
