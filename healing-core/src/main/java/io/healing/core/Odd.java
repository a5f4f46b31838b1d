package io.healing.core;

import io.healing.api.detect.Finding;
import io.healing.api.detect.HealthMetric;
import io.healing.core.series.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A value that was unusual when it was first seen so, and where it is since.
 *
 * @param finding what is said of it
 * @param at when it was measured last
 * @param since when it was unusual first
 * @param low from here on
 * @param high up to here it was expected then
 */
record Odd(Finding finding, Instant at, Instant since, double low, double high) {
  /** Said with a finding whose value stays where it went. */
  static final String LEVEL = "stays_at";

  /** So long a value is unusual; then it is what is usual. */
  private static final Duration ACCEPTED = Duration.ofHours(1);

  /** How far a series swings is no place at which a value could stay. */
  static Odd first(Finding finding, HealthMetric sample, Verdict verdict) {
    boolean place = verdict.aspect() != Verdict.Aspect.SWING;
    double room = place ? verdict.margin() : Double.MAX_VALUE;
    Instant at = sample.measuredAt();
    return new Odd(finding, at, at, verdict.expected() - room, verdict.expected() + room);
  }

  /** Whether this later value is still out there, and has not been for long enough to be usual. */
  boolean stays(HealthMetric sample) {
    double value = sample.currentValue();
    boolean out = value < low || value > high;
    return out && sample.measuredAt().isBefore(since.plus(ACCEPTED));
  }

  Odd still(HealthMetric sample) {
    String value = Double.toString(sample.currentValue());
    Finding told =
        finding
            .withEvidence("value", value)
            .withEvidence(LEVEL, value + " since " + since.truncatedTo(ChronoUnit.SECONDS));
    return new Odd(told, sample.measuredAt(), since, low, high);
  }
}
