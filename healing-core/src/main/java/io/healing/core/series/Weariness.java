package io.healing.core.series;

import java.nio.ByteBuffer;

/**
 * Tells a trouble once. After a surprise only a greater one counts until the first is forgotten,
 * within about a day; and a series that surprised much within about a week must surprise more. Not
 * thread-safe.
 */
final class Weariness {
  static final int BYTES = 2 * Float.BYTES;

  private static final double DAY = 86_400;
  private static final double WEEK = 7 * DAY;

  /** What is below this many digits is noise: it wearies nobody. */
  private static final double NOISE = 3;

  /** A surprise asks for so much more of the next one than it had above the noise. */
  private static final double LIFT = 0.5;

  private static final double TAKEN_OFF = 0.08;
  private static final double DIVIDED_BY = 0.008;

  private float bar;
  private float fatigue;

  /**
   * What is left of a surprise; 0 when a greater one is not yet forgotten.
   *
   * @param surprise digits, 0 or more
   * @param seconds since the point before
   */
  double temper(double surprise, double seconds) {
    forget(seconds);
    double above = Math.max(0, surprise - NOISE);
    double left = 0;
    if (surprise > bar) {
      left = surprise / (1 + DIVIDED_BY * fatigue) - TAKEN_OFF * fatigue;
      fatigue += (float) above;
    }
    bar = (float) Math.max(bar, surprise + LIFT * above);
    return Math.max(0, left);
  }

  private void forget(double seconds) {
    bar *= (float) kept(seconds / DAY);
    fatigue *= (float) kept(seconds / WEEK);
  }

  /** The exponential decay, to a ten-thousandth: a hyperbola is as good and much faster. */
  private static double kept(double share) {
    return 1 / (1 + share + share * share / 2);
  }

  boolean sound() {
    return Float.isFinite(bar + fatigue);
  }

  void write(ByteBuffer to) {
    to.putFloat(bar).putFloat(fatigue);
  }

  void read(ByteBuffer from) {
    bar = from.getFloat();
    fatigue = from.getFloat();
  }
}
