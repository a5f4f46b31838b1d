package io.healing.core.detect;

import io.healing.api.Options;
import io.healing.api.PluginOption;

/**
 * Tells a value that is far below the usual ones: below a fraction of their median and below the
 * median less some times their spread (the median absolute deviation), so that neither a job that
 * always varies nor one outlier in the past misleads.
 */
record Unusual(Options options, long median, long spread) {
  static final PluginOption SAMPLES = PluginOption.integer("samples", 10, 2, 64);
  static final PluginOption FRACTION = PluginOption.decimal("fraction", 0.25, 0.0, 1.0);
  static final PluginOption SPREADS = PluginOption.decimal("spreads", 6.0, 0.0, 100.0);

  boolean enough(int samples) {
    return samples >= options.integer(SAMPLES.key());
  }

  String tooFew(int samples) {
    return "not enough data: " + samples + " of " + options.integer(SAMPLES.key()) + " runs";
  }

  boolean tooLow(long value) {
    return value < median * options.decimal(FRACTION.key())
        && value < median - spread * options.decimal(SPREADS.key());
  }
}
