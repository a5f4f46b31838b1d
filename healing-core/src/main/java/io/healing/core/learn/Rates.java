package io.healing.core.learn;

import io.healing.api.WireWord;
import io.healing.api.learn.Rate;
import io.healing.api.learn.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts how trials went, by what they have in common. */
final class Rates {
  private static final int TREND = 10;
  private static final double CHANGE = 0.1;

  private Rates() {}

  /** The most tried first; trials without the property are left out. */
  static List<Rate> by(List<Trial> trials, Function<Trial, @Nullable String> property) {
    Map<String, List<Trial>> groups = new LinkedHashMap<>();
    for (Trial trial : trials) {
      String name = property.apply(trial);
      if (name != null) {
        groups.computeIfAbsent(name, fresh -> new ArrayList<>()).add(trial);
      }
    }
    return groups.entrySet().stream()
        .map(group -> rate(group.getKey(), group.getValue()))
        .sorted(Comparator.comparingInt((Rate rate) -> -rate.tried()).thenComparing(Rate::name))
        .toList();
  }

  static @Nullable String word(@Nullable WireWord word) {
    return word == null ? null : word.word();
  }

  static Rate rate(String name, List<Trial> trials) {
    int verified = (int) trials.stream().filter(Trial::verified).count();
    return new Rate(name, verified, trials.size(), trials.isEmpty() ? null : score(trials));
  }

  private static double score(List<Trial> trials) {
    return trials.stream().mapToDouble(trial -> trial.repair().score()).average().orElse(0);
  }

  /**
   * The mean score of the last 10 against that of the 10 before.
   *
   * @param trials the newest first
   */
  static Trend trend(List<Trial> trials) {
    if (trials.size() < 2 * TREND) {
      return Trend.UNKNOWN;
    }
    double change = score(trials.subList(0, TREND)) - score(trials.subList(TREND, 2 * TREND));
    if (Math.abs(change) <= CHANGE + 1e-9) {
      return Trend.STABLE;
    }
    return change > 0 ? Trend.IMPROVING : Trend.WORSENING;
  }
}
