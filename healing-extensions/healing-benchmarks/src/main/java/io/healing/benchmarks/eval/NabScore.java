package io.healing.benchmarks.eval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The benchmark's score of a detector under one profile and one threshold.
 *
 * @param threshold from which on a score is an alarm
 * @param percent 0 for no alarm at all, 100 for every window found at once and no false alarm
 * @param found windows
 * @param falseAlarms rows outside of windows
 */
record NabScore(double threshold, double percent, int found, int falseAlarms) {
  private static final double NO_ALARM = 1.1;

  /** The scored rows and the number of windows among all series, or among those of one group. */
  record Case(List<NabRow> rows, int windows) {}

  /** The score at a threshold. */
  static NabScore at(double threshold, Case given, NabProfile profile) {
    Tally tally = new Tally(given, profile);
    given.rows().stream().filter(row -> row.score() >= threshold).forEach(tally::alarm);
    return tally.score(threshold);
  }

  /** The best score of all thresholds, as the published ones are. */
  static NabScore best(Case given, NabProfile profile) {
    List<NabRow> rows =
        given.rows().stream().sorted(Comparator.comparingDouble(NabRow::score).reversed()).toList();
    Tally tally = new Tally(given, profile);
    double threshold = NO_ALARM;
    double best = tally.gain;
    for (int row = 0; row < rows.size(); row++) {
      tally.alarm(rows.get(row));
      double score = rows.get(row).score();
      boolean last = row + 1 == rows.size() || rows.get(row + 1).score() != score;
      if (last && tally.gain > best) {
        best = tally.gain;
        threshold = score;
      }
    }
    return at(threshold, given, profile);
  }

  /** What alarms have brought so far, above no alarm at all. */
  private static final class Tally {
    private final NabProfile profile;
    private final int windows;
    private final double[] bestOf;
    private double gain;
    private int falseAlarms;

    Tally(Case given, NabProfile profile) {
      this.profile = profile;
      this.windows = given.windows();
      int last = given.rows().stream().mapToInt(NabRow::window).max().orElse(NabRow.OUTSIDE);
      this.bestOf = new double[last + 1];
      Arrays.fill(bestOf, -profile.missed());
    }

    void alarm(NabRow row) {
      if (row.window() == NabRow.OUTSIDE) {
        gain += profile.falseAlarm() * row.worth();
        falseAlarms++;
      } else if (row.worth() > bestOf[row.window()]) {
        gain += row.worth() - bestOf[row.window()];
        bestOf[row.window()] = row.worth();
      }
    }

    NabScore score(double threshold) {
      double most = windows * (1 + profile.missed());
      double percent = windows == 0 ? 0 : 100 * gain / most;
      int found = (int) Arrays.stream(bestOf).filter(one -> one > -profile.missed()).count();
      return new NabScore(threshold, percent, found, falseAlarms);
    }
  }
}
