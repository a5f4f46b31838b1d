package io.healing.core.detect.host;

import io.healing.api.PluginState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one measured thing stands after some looks.
 *
 * @param level what is told of it
 * @param suspicion what bad looks have added and good ones taken away, since it was last told
 * @param calm how many looks in a row were back under the bound of the level
 * @param since when the first bad look was; null while it is well beyond doubt
 * @param near whether its mean is near the warning
 * @param at when the last look was
 * @param recent the newest values, the newest last
 * @param memo what the reader wants to know at the next look
 * @param reached when the level became what it is; null while it never changed
 * @param apart how sure it is that it stands apart from its peers, 0 to 3
 */
record Standing(
    Level level,
    double suspicion,
    int calm,
    @Nullable Instant since,
    boolean near,
    Instant at,
    List<Double> recent,
    String memo,
    @Nullable Instant reached,
    int apart) {
  static final int KEPT = 64;
  private static final int FORM = 2;
  private static final int PARTS = 10;
  private static final int MEAN_OF = 10;
  private static final double NEAR = 0.9;
  private static final int TREND_FROM = 20;
  private static final int TREND_OF = 5;

  static Standing fresh() {
    return new Standing(Level.WELL, 0, 0, null, false, Instant.MIN, List.of(), "", null, 0);
  }

  /**
   * After a look that saw this value; an infinite one is bad, and no value to remember. When what
   * was told is over, its values are no longer near anything.
   */
  Standing next(double value, Levels levels, Tuning tuning, Instant now) {
    Standing seen =
        levels.of(value).compareTo(level) > 0
            ? worse(levels.of(value), tuning, now)
            : noWorse(value, levels, tuning);
    boolean over = level != Level.WELL && seen.level == Level.WELL;
    List<Double> before = over ? List.of() : recent;
    List<Double> values = Double.isFinite(value) ? with(before, value) : before;
    boolean close = near(values, levels, tuning);
    Instant from = seen.level == level ? reached : now;
    return new Standing(
        seen.level, seen.suspicion, seen.calm, seen.since, close, now, values, memo, from, apart);
  }

  private Standing worse(Level seen, Tuning tuning, Instant now) {
    double grown = suspicion + (seen == Level.CRITICAL ? tuning.growth() : 1);
    Instant from = since == null ? now : since;
    return grown >= tuning.tellAt() ? standing(seen, 0, 0, from) : standing(level, grown, 0, from);
  }

  private Standing noWorse(double value, Levels levels, Tuning tuning) {
    double left = Math.max(0, suspicion - tuning.decay());
    if (level == Level.WELL) {
      return standing(level, left, 0, left == 0 ? null : since);
    }
    boolean back = value < tuning.back(levels.bound(level));
    int looks = back ? calm + 1 : 0;
    if (looks < tuning.looksToClear()) {
      return standing(level, left, looks, since);
    }
    boolean still = level == Level.CRITICAL && value >= tuning.back(levels.bound(Level.WARNING));
    return still ? standing(Level.WARNING, 0, 0, since) : standing(Level.WELL, 0, 0, null);
  }

  private Standing standing(Level next, double doubt, int looks, @Nullable Instant from) {
    return new Standing(next, doubt, looks, from, near, at, recent, memo, reached, apart);
  }

  private static List<Double> with(List<Double> before, double value) {
    List<Double> values = new ArrayList<>(before);
    values.add(value);
    return List.copyOf(values.subList(Math.max(0, values.size() - KEPT), values.size()));
  }

  /** More than 10 samples, and the mean of the last 10 above 0.9 times the warning. */
  private boolean near(List<Double> values, Levels levels, Tuning tuning) {
    Double warning = levels.warning();
    if (warning == null || values.size() <= MEAN_OF) {
      return false;
    }
    double mean = mean(values, values.size() - MEAN_OF, values.size());
    double bound = NEAR * warning;
    return mean > (near ? tuning.back(bound) : bound);
  }

  private static double mean(List<Double> values, int from, int to) {
    return values.subList(from, to).stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** The mean of the last ten. */
  double mean() {
    return mean(recent, Math.max(0, recent.size() - MEAN_OF), recent.size());
  }

  /** Of 20 samples or more: how much the last five lie above the five before, in the mean. */
  double trend() {
    int all = recent.size();
    return all < TREND_FROM
        ? 0
        : mean(recent, all - TREND_OF, all) - mean(recent, all - 2 * TREND_OF, all - TREND_OF);
  }

  /** Looks that lie too long ago raise no suspicion and are no past to compare with. */
  Standing after(Instant oldest) {
    if (at.isAfter(oldest) || at.equals(oldest)) {
      return this;
    }
    Instant from = level == Level.WELL ? null : since;
    return new Standing(level, 0, 0, from, false, at, List.of(), memo, reached, 0);
  }

  Standing withMemo(String text) {
    return new Standing(level, suspicion, calm, since, near, at, recent, text, reached, apart);
  }

  Standing withApart(int sure) {
    return new Standing(level, suspicion, calm, since, near, at, recent, memo, reached, sure);
  }

  /** How long it has had its level. */
  Duration lasts() {
    return reached == null ? Duration.ZERO : Duration.between(reached, at);
  }

  /** As it is kept. */
  PluginState kept() {
    String values =
        recent.stream()
            .map(v -> String.format(Locale.ROOT, "%.6g", v))
            .collect(Collectors.joining(","));
    return new PluginState(
        FORM,
        String.join(
            ";",
            level.word(),
            Double.toString(suspicion),
            Integer.toString(calm),
            text(since),
            Boolean.toString(near),
            at.toString(),
            values,
            text(reached),
            Integer.toString(apart),
            memo));
  }

  private static String text(@Nullable Instant moment) {
    return moment == null ? "" : moment.toString();
  }

  private static @Nullable Instant moment(String text) {
    return text.isEmpty() ? null : Instant.parse(text);
  }

  /** What was kept; a fresh one for another release's form. */
  static Standing of(PluginState kept) {
    String[] parts = kept.text().split(";", PARTS);
    if (kept.version() != FORM || parts.length < PARTS) {
      return fresh();
    }
    List<Double> values =
        parts[6].isEmpty()
            ? List.of()
            : Arrays.stream(parts[6].split(",", -1)).map(Double::valueOf).toList();
    return new Standing(
        Level.valueOf(parts[0].toUpperCase(Locale.ROOT)),
        Double.parseDouble(parts[1]),
        Integer.parseInt(parts[2]),
        moment(parts[3]),
        Boolean.parseBoolean(parts[4]),
        Instant.parse(parts[5]),
        values,
        parts[9],
        moment(parts[7]),
        Integer.parseInt(parts[8]));
  }
}
