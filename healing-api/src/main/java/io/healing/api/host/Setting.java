package io.healing.api.host;

import java.util.Objects;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/**
 * One number of a {@link Handle} that may be changed, within bounds that no healing passes.
 * Immutable; thread-safe as far as its reader and writer are.
 */
public final class Setting {
  private final String name;
  private final DoubleSupplier reader;
  private final DoubleConsumer writer;
  private final Bounds bounds;

  private record Bounds(double least, double most) {}

  private Setting(String name, DoubleSupplier reader, DoubleConsumer writer, Bounds bounds) {
    this.name = name;
    this.reader = reader;
    this.writer = writer;
    this.bounds = bounds;
  }

  /**
   * A number without bounds.
   *
   * @param name lower-case words joined by underscores, such as {@code max_size} or {@code
   *     timeout_ms}
   * @param reader tells the value now
   * @param writer changes it; throws when the value is not accepted
   * @throws IllegalArgumentException when the name is no such word
   */
  public static Setting of(String name, DoubleSupplier reader, DoubleConsumer writer) {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "A setting's name is words such as max_size, but is \"" + name + "\"");
    }
    return new Setting(
        name,
        Objects.requireNonNull(reader, "reader"),
        Objects.requireNonNull(writer, "writer"),
        new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  /**
   * Within these bounds, both included.
   *
   * @throws IllegalArgumentException when the least is above the most
   */
  public Setting within(double least, double most) {
    if (!(least <= most)) {
      throw new IllegalArgumentException(
          "The bounds of " + name + " are " + least + " to " + most + ": the least is the greater");
    }
    return new Setting(name, reader, writer, new Bounds(least, most));
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The value now. */
  public double value() {
    return reader.getAsDouble();
  }

  /**
   * Changes the value.
   *
   * @throws IllegalArgumentException when it is outside the bounds; nothing is changed then
   */
  public void change(double value) {
    if (!(value >= bounds.least && value <= bounds.most)) {
      throw new IllegalArgumentException(
          name
              + " may be "
              + bounds.least
              + " to "
              + bounds.most
              + ", but "
              + value
              + " is wanted");
    }
    writer.accept(value);
  }

  /** The least that it may be. */
  public double least() {
    return bounds.least;
  }

  /** The most that it may be. */
  public double most() {
    return bounds.most;
  }
}
