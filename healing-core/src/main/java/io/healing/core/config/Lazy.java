package io.healing.core.config;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for. Thread-safe. */
final class Lazy<T> {
  private final Supplier<T> making;
  private @Nullable T made;

  Lazy(Supplier<T> making) {
    this.making = making;
  }

  synchronized T get() {
    if (made == null) {
      made = making.get();
    }
    return Objects.requireNonNull(made);
  }
}
