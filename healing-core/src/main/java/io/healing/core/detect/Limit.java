package io.healing.core.detect;

import io.healing.api.Options;
import io.healing.api.PluginOption;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStatistics;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a run of a job may take: what its definition says, else what its past says, the longest
 * of the 95th percentile × 3, the median + 10 × the median absolute deviation, and one minute.
 *
 * @param time longer than this is overdue
 * @param source where it comes from, in words
 */
record Limit(Duration time, String source) {
  static final PluginOption SAMPLES = PluginOption.integer("samples", 5, 2, 64);
  static final PluginOption P95_TIMES = PluginOption.decimal("p95_times", 3.0, 1.0, 100.0);
  static final PluginOption SPREADS = PluginOption.decimal("spreads", 10.0, 0.0, 1_000.0);
  static final PluginOption LEAST =
      PluginOption.duration(
          "least", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofDays(7));

  /** Empty when the definition says nothing and there are too few runs to judge by. */
  static Optional<Limit> of(JobSnapshot job, Options options) {
    Optional<Duration> told = job.definition().maxDuration();
    if (told.isPresent()) {
      return Optional.of(new Limit(told.get(), "its max_duration"));
    }
    JobStatistics usual = job.statistics();
    return usual.samples() < options.integer(SAMPLES.key())
        ? Optional.empty()
        : Optional.of(usual(usual, options));
  }

  private static Limit usual(JobStatistics usual, Options options) {
    double tail = usual.p95Ms() * options.decimal(P95_TIMES.key());
    double spread = usual.medianMs() + usual.spreadMs() * options.decimal(SPREADS.key());
    double least = options.duration(LEAST.key()).toMillis();
    long most = Math.round(Math.max(least, Math.max(tail, spread)));
    String source =
        "far beyond its last %d runs, which took %s in the middle"
            .formatted(usual.samples(), Spans.words(usual.medianMs()));
    return new Limit(Duration.ofMillis(most), source);
  }
}
