package io.healing.api.learn;

import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What became of the repairs, of all actions that are kept.
 *
 * @param verified how many helped
 * @param ineffective how many did not help
 * @param inconclusive of how many it could not be told
 * @param meanTimeToRecovery from detected to verified, over the incidents that we mended in the
 *     last 30 days; null before the first
 */
public record RecoveryStatistics(
    int verified, int ineffective, int inconclusive, @Nullable Duration meanTimeToRecovery) {

  /** How many were answered. */
  public int tried() {
    return verified + ineffective + inconclusive;
  }

  /** The share that helped, 0 to 1; empty before the first answer. */
  public OptionalDouble successRate() {
    return tried() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) verified / tried());
  }

  /** The same with its interval. */
  public Rate rate() {
    return Rate.of("all", verified, tried());
  }
}
