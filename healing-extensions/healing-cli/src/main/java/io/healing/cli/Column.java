package io.healing.cli;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a list.
 *
 * @param title its heading; empty for one that only JSON shows
 * @param key its name in JSON
 * @param value what stands there
 * @param cut what of it is cut off where the screen is too narrow
 */
record Column<T>(String title, String key, Function<T, @Nullable Object> value, Cut cut) {

  /** Always shown whole. */
  static <T> Column<T> whole(String title, String key, Function<T, @Nullable Object> value) {
    return new Column<>(title, key, value, Cut.NEVER);
  }

  /** Cut where there is no room. */
  static <T> Column<T> text(String title, String key, Function<T, @Nullable Object> value) {
    return new Column<>(title, key, value, Cut.END);
  }

  /** A name of which the end tells most. */
  static <T> Column<T> place(String title, String key, Function<T, @Nullable Object> value) {
    return new Column<>(title, key, value, Cut.BEGINNING);
  }

  /** Only in JSON. */
  static <T> Column<T> hidden(String key, Function<T, @Nullable Object> value) {
    return new Column<>("", key, value, Cut.NEVER);
  }

  boolean shown() {
    return !title.isEmpty();
  }
}
