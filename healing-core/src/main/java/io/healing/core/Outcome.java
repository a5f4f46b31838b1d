package io.healing.core;

import io.healing.api.HealingException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a call in a lane brought: a value or a failure, never both.
 *
 * @param value what it returned, or null when it failed
 * @param failure what it threw, or null when it returned
 */
record Outcome<T>(@Nullable T value, @Nullable Throwable failure) {

  static <T> Outcome<T> of(T value) {
    return new Outcome<>(value, null);
  }

  static <T> Outcome<T> failed(Throwable cause) {
    return new Outcome<>(null, cause);
  }

  /**
   * What a plug-in answered.
   *
   * @throws HealingException when it is null
   */
  static <T> T present(@Nullable T answer) {
    if (answer == null) {
      throw none();
    }
    return answer;
  }

  private static HealingException none() {
    return new HealingException(
        "It answered null", "Let it return an empty answer where it has nothing to say.");
  }

  void handle(Consumer<T> done, Consumer<Throwable> failed) {
    if (failure != null) {
      failed.accept(failure);
    } else if (value != null) {
      done.accept(value);
    } else {
      failed.accept(none());
    }
  }
}
