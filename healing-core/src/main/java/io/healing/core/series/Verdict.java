package io.healing.core.series;

import java.util.Locale;

/**
 * What is said of one point.
 *
 * @param score 0 (usual) up to 1; at {@link AnomalyDetector#THRESHOLD} and above it is an anomaly
 * @param aspect what of the series was judged the most unusual, or that nothing was
 * @param seen the value that was judged: the point itself, or what {@code aspect} says
 * @param expected what it was held against
 * @param margin how far it may be from that: all but six of a thousand points so far were nearer
 * @param digits how unusual, as the negative decimal logarithm of the share of points that are at
 *     least so far out, never more than the number of points can show (2 of 100); 0 when it is
 *     within the margin
 */
public record Verdict(
    double score, Aspect aspect, double seen, double expected, double margin, double digits) {

  /** What of a series is judged. */
  public enum Aspect {
    /** There was no value, or none that is a finite number. */
    MISSING("has no value"),
    /** The first points: nothing is known yet. */
    LEARNING("is new"),
    /** Nothing unusual. */
    USUAL("is"),
    /** The point against what is usual in this hour of the week. */
    HOUR("is"),
    /** The point against the mean of many. */
    MEAN("is"),
    /** The mean of the last points against the hours of the day. */
    DAY("was for a while off its usual course of the day, now around"),
    /** The mean of the last points against the mean of many. */
    LEVEL("moved to around"),
    /** How far the last points swing around their mean. */
    SWING("swings by");

    private final String verb;

    Aspect(String verb) {
      this.verb = verb;
    }
  }

  /** Whether the score reaches the fixed threshold. */
  public boolean isAnomaly() {
    return score >= AnomalyDetector.THRESHOLD;
  }

  /** The same without an alarm, where too little is known to raise one. */
  public Verdict unsaid() {
    return new Verdict(0, aspect, seen, expected, margin, digits);
  }

  /**
   * The verdict for a person: seen, expected, how unusual.
   *
   * @param name of the series, as in "latency"
   */
  public String words(String name) {
    return switch (aspect) {
      case MISSING -> name + " has no value" + missed();
      case LEARNING -> name + " is " + shown(seen) + "; too few points to say what is usual";
      case USUAL -> name + " is " + shown(seen) + ", as expected: " + range();
      default -> name + " " + aspect.verb + " " + shown(seen) + " where " + range() + unusual();
    };
  }

  private String missed() {
    return Double.isNaN(expected) ? "" : " where " + range() + " was expected";
  }

  private String unusual() {
    return " was expected: further out than " + share() + " of its points should be";
  }

  private String share() {
    int decimals = (int) Math.min(4, Math.max(0, Math.ceil(digits) - 1));
    double percent = 100 * (1 - Math.pow(10, -Math.min(digits, decimals + 2.0)));
    return String.format(Locale.ROOT, "%." + decimals + "f %%", percent);
  }

  private String range() {
    double low = expected - margin;
    double high = expected + margin;
    String lowest = shown(low);
    String highest = shown(high);
    return lowest.equals(highest) ? lowest : lowest + " to " + highest;
  }

  private static String shown(double number) {
    double size = Math.abs(number);
    if (size >= 1e7 || (size < 1e-3 && size > 0)) {
      return String.format(Locale.ROOT, "%.3g", number);
    }
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    String text = String.format(Locale.ROOT, "%." + decimals + "f", number);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }
}
