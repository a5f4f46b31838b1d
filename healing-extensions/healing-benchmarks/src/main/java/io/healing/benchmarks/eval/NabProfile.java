package io.healing.benchmarks.eval;

/** What a right, a false and a missed alarm count, as the benchmark fixes it. */
enum NabProfile {
  STANDARD("standard", 0.11, 1),
  LOW_FP("low_fp", 0.22, 1),
  LOW_FN("low_fn", 0.11, 2);

  private final String word;
  private final double falseAlarm;
  private final double missed;

  NabProfile(String word, double falseAlarm, double missed) {
    this.word = word;
    this.falseAlarm = falseAlarm;
    this.missed = missed;
  }

  String word() {
    return word;
  }

  double falseAlarm() {
    return falseAlarm;
  }

  double missed() {
    return missed;
  }
}
