package io.healing.micrometer;

import io.healing.api.Subject;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@link MeterMonitor} reads: one number of the meters of a name and tags, with its limits.
 * Several meters that match are taken together: values, counts and rates are added up, means
 * weighted, and of maxima the largest taken. Immutable and thread-safe.
 */
public final class MeterWatch {

  /** Which number of a meter. */
  enum Figure {
    /** The value of a gauge, or how many tasks of a long task timer are active. */
    GAUGE,
    /** By how much a counter, or the count of a timer or summary, grew in a second. */
    RATE,
    /** The mean of what a timer (in seconds) or summary recorded since the look before. */
    MEAN,
    /** The maximum that a timer (in seconds) or summary tells. */
    MAX;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final Figure figure;
  private final String meter;
  private final Tags tags;
  private final Limits limits;

  private record Limits(@Nullable Double warning, @Nullable Double critical, String unit) {}

  private MeterWatch(Figure figure, String meter, Tags tags, Limits limits) {
    this.figure = figure;
    this.meter = meter;
    this.tags = tags;
    this.limits = limits;
  }

  static MeterWatch of(Figure figure, String meter) {
    if (meter.isBlank() || meter.chars().anyMatch(c -> c <= ' ' || c == '{' || c == '}')) {
      throw new IllegalArgumentException(
          "A meter's name is a word such as shop.queue.size, but is \"" + meter + "\"");
    }
    return new MeterWatch(figure, meter, Tags.empty(), new Limits(null, null, ""));
  }

  /** The value of a gauge, or how many tasks of a long task timer are active. */
  public static MeterWatch gauge(String meter) {
    return of(Figure.GAUGE, meter);
  }

  /**
   * By how much a counter, or the count of a timer or summary, grew in a second. The registry has
   * to count on and on, as that of Prometheus does, and not anew for every step.
   */
  public static MeterWatch rate(String meter) {
    return of(Figure.RATE, meter);
  }

  /** The mean of what a timer (in seconds) or summary recorded since the look before. */
  public static MeterWatch mean(String meter) {
    return of(Figure.MEAN, meter);
  }

  /** The maximum that a timer (in seconds) or summary tells. */
  public static MeterWatch max(String meter) {
    return of(Figure.MAX, meter);
  }

  /**
   * Only of meters with this tag, too.
   *
   * @throws IllegalArgumentException when the name with its tags is too long to be told
   */
  public MeterWatch withTag(String key, String value) {
    MeterWatch more = new MeterWatch(figure, meter, tags.and(key, value), limits);
    Objects.requireNonNull(more.subject(), "subject");
    return more;
  }

  /** From here on it is a finding of medium severity. */
  public MeterWatch withWarning(double value) {
    return with(new Limits(value, limits.critical(), limits.unit()));
  }

  /** From here on it is a finding of high severity. */
  public MeterWatch withCritical(double value) {
    return with(new Limits(limits.warning(), value, limits.unit()));
  }

  /** With what is counted, as messages say it, such as {@code tasks} or {@code s}. */
  public MeterWatch withUnit(String unit) {
    return with(
        new Limits(limits.warning(), limits.critical(), Objects.requireNonNull(unit, "unit")));
  }

  private MeterWatch with(Limits other) {
    Double warning = other.warning();
    Double critical = other.critical();
    if (warning != null && critical != null && warning > critical) {
      throw new IllegalArgumentException(
          "Of " + name() + " the warning, " + warning + ", is above the critical, " + critical);
    }
    return new MeterWatch(figure, meter, tags, other);
  }

  Figure figure() {
    return figure;
  }

  String meter() {
    return meter;
  }

  Tags tags() {
    return tags;
  }

  @Nullable Double warning() {
    return limits.warning();
  }

  @Nullable Double critical() {
    return limits.critical();
  }

  /** What tells it from others: {@code shop.queue.size{queue=orders}}, {@code http.time:mean}. */
  String name() {
    String only = tags.stream().map(MeterWatch::text).collect(Collectors.joining(","));
    String of = only.isEmpty() ? meter : meter + "{" + only + "}";
    return figure == Figure.GAUGE ? of : of + ":" + figure.word();
  }

  Subject subject() {
    return Subject.component(name());
  }

  /** A number with its unit; four digits are enough for a person. */
  String amount(double value) {
    String digits =
        new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    return limits.unit().isEmpty() ? digits : digits + " " + limits.unit();
  }

  private static String text(Tag tag) {
    return tag.getKey() + "=" + tag.getValue();
  }
}
