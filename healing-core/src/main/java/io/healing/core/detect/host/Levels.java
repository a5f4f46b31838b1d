package io.healing.core.detect.host;

import org.jspecify.annotations.Nullable;

/**
 * From which value on it is a warning, and from which critical; null where there is no such bound.
 */
record Levels(@Nullable Double warning, @Nullable Double critical) {
  private static final double ALL = 100;
  private static final double SLOW = 2.5;

  /** No bounds: it is only measured. */
  static Levels none() {
    return new Levels(null, null);
  }

  /**
   * In percent.
   *
   * @param usual what is critical, unless the warning is not below it: then halfway to 100
   */
  static Levels percent(double warning, double usual) {
    return new Levels(warning, usual > warning ? usual : (warning + ALL) / 2);
  }

  /**
   * Without an upper end, as times and counts are.
   *
   * @param usual what is critical, unless the warning is not below it: then 2.5 times the warning
   */
  static Levels open(double warning, double usual) {
    return new Levels(warning, usual > warning ? usual : warning * SLOW);
  }

  /** How bad it is; at a bound is as bad as above it. */
  Level of(double value) {
    if (critical != null && value >= critical) {
      return Level.CRITICAL;
    }
    return warning != null && value >= warning ? Level.WARNING : Level.WELL;
  }

  /** The bound of a level; infinite where there is none. */
  double bound(Level level) {
    Double bound = level == Level.CRITICAL ? critical : warning;
    return bound == null ? Double.POSITIVE_INFINITY : bound;
  }
}
