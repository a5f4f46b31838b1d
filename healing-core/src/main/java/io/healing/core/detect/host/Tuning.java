package io.healing.core.detect.host;

import io.healing.api.Options;
import io.healing.api.PluginOption;
import java.time.Duration;
import java.util.List;

/**
 * How quickly bad looks become a finding, and good ones end it.
 *
 * @param tellAt suspicion from which on a finding is made
 * @param growth how much a look at the critical level adds; one at the warning level adds 1
 * @param decay how much a good look takes away
 * @param hysteresis so many percent below the bound a value must be to count as back
 * @param looksToClear so many looks in a row must be back
 * @param again after how long a bad look that is not told yet is made again; zero for the next look
 *     in its turn
 */
record Tuning(
    double tellAt,
    double growth,
    double decay,
    double hysteresis,
    int looksToClear,
    Duration again) {
  static final String WARM_UP = "warm_up";
  private static final double MOST = 100;

  /** Two bad looks of the last three are told. */
  static Tuning patient() {
    return new Tuning(1.5, 1, 0.5, 5, 2, Duration.ZERO);
  }

  /** Two bad looks of the last three are told; a first one is made again ten seconds later. */
  static Tuning asking() {
    return new Tuning(1.5, 1, 0.5, 5, 2, Duration.ofSeconds(10));
  }

  /** Two bad looks of the last three are told, and the first critical one. */
  static Tuning alert() {
    return new Tuning(1.5, 1.5, 0.5, 5, 2, Duration.ZERO);
  }

  /** The first bad look is told. */
  static Tuning atOnce() {
    return new Tuning(1, 1, 0.5, 5, 2, Duration.ZERO);
  }

  List<PluginOption> options() {
    return List.of(
        PluginOption.duration(WARM_UP, Duration.ofSeconds(60), Duration.ZERO, Duration.ofHours(24)),
        PluginOption.decimal("tell_at", tellAt, 0.5, MOST),
        PluginOption.decimal("critical_growth", growth, 0.5, MOST),
        PluginOption.decimal("decay", decay, 0, MOST),
        PluginOption.decimal("hysteresis", hysteresis, 0, 50),
        PluginOption.integer("looks_to_clear", looksToClear, 1, 100),
        PluginOption.duration("check_again", again, Duration.ZERO, Duration.ofHours(1)));
  }

  static Tuning of(Options options) {
    return new Tuning(
        options.decimal("tell_at"),
        options.decimal("critical_growth"),
        options.decimal("decay"),
        options.decimal("hysteresis"),
        (int) options.integer("looks_to_clear"),
        options.duration("check_again"));
  }

  /** What a value must be below to count as back under a bound. */
  double back(double bound) {
    return bound * (1 - hysteresis / MOST);
  }
}
