package io.healing.core.learn;

import io.healing.api.learn.Insight;
import io.healing.api.learn.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds what repairs that helped have in common, and what those that did not. */
final class Patterns {
  private static final Duration FAST = Duration.ofSeconds(150);
  private static final Duration SLOW = Duration.ofMinutes(10);
  private static final int ENOUGH = 5;
  private static final double RELIABLE = 0.8;
  private static final double GOOD = 0.7;
  private static final int LATELY = 50;
  private static final int MOST_QUOTED = 3;
  private static final int LONGEST_QUOTE = 100;
  private static final String TIMEOUT = "timeout_error";
  private static final String OTHER = "other_error";
  private static final Map<String, Pattern> KINDS = kinds();

  private final List<Trial> trials;
  private final List<Rate> byAction;
  private final Set<String> reliable;

  /**
   * Looks at these.
   *
   * @param trials the newest first
   */
  Patterns(List<Trial> trials) {
    this.trials = trials;
    byAction = Rates.by(trials, Trial::actionType);
    reliable =
        byAction.stream()
            .filter(rate -> rate.tried() >= ENOUGH && rate.share() >= RELIABLE)
            .map(Rate::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, Pattern> kinds() {
    Map<String, Pattern> kinds = new LinkedHashMap<>();
    kinds.put(TIMEOUT, Pattern.compile("time[sd]?[ -]?out|timeout|did not end within"));
    kinds.put(
        "permission_error",
        Pattern.compile("permission|permitted|denied|forbidden|may not be|unauthori[sz]ed"));
    kinds.put(
        "resource_error",
        Pattern.compile("out ?of ?memory|no space|too many open|disk full|quota|exhausted"));
    return kinds;
  }

  private static List<String> kindsIn(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return KINDS.entrySet().stream()
        .filter(kind -> kind.getValue().matcher(lower).find())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What repairs that helped have in common, the most frequent first. */
  List<Insight> successFactors() {
    List<Trial> well = trials.stream().filter(Trial::verified).toList();
    return counted(well.stream().map(this::factors).toList(), well.size(), " that helped");
  }

  private List<String> factors(Trial trial) {
    List<String> factors = new ArrayList<>();
    add(factors, trial.repair().attempts() <= 1, "first_attempt_success");
    add(factors, trial.repair().attempts() <= 2, "low_retry_count");
    add(factors, trial.repair().took().compareTo(FAST) <= 0, "fast_completion");
    add(factors, reliable.contains(trial.actionType()), "reliable_action_type");
    return factors;
  }

  /** What repairs that did not help have in common, the most frequent first. */
  List<Insight> failureCauses() {
    List<Trial> badly = trials.stream().filter(trial -> !trial.verified()).toList();
    return counted(
            badly.stream().map(Patterns::causes).toList(), badly.size(), " that did not help")
        .stream()
        .map(insight -> insight.name().equals(OTHER) ? quoting(insight, badly) : insight)
        .toList();
  }

  /** With what is told most often of those whose cause is none of the known kinds. */
  private static Insight quoting(Insight insight, List<Trial> badly) {
    List<List<String>> told =
        badly.stream()
            .filter(trial -> causes(trial).contains(OTHER))
            .map(trial -> List.of(quote(trial.words())))
            .toList();
    String quotes =
        count(told).entrySet().stream()
            .sorted(Comparator.comparingInt((Map.Entry<String, Integer> e) -> -e.getValue()))
            .limit(MOST_QUOTED)
            .map(e -> e.getValue() + " × \"" + e.getKey() + "\"")
            .collect(Collectors.joining(", "));
    return new Insight(
        insight.name(), insight.count(), insight.of(), insight.words() + ": " + quotes);
  }

  /** The beginning, without the numbers by which the same words differ. */
  private static String quote(String words) {
    String line = words.strip().lines().findFirst().orElse("").replaceAll("[0-9]+", "#");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }

  private static List<String> causes(Trial trial) {
    List<String> causes = new ArrayList<>();
    Repair repair = trial.repair();
    add(causes, repair.attempts() >= repair.mostAttempts(), "max_retries_exceeded");
    add(causes, repair.attempts() > 2, "high_retry_count");
    add(causes, repair.took().compareTo(SLOW) > 0, "slow_completion");
    causes.addAll(kindsIn(trial.words()));
    add(causes, trial.timedOut() && !causes.contains(TIMEOUT), TIMEOUT);
    boolean said = !trial.words().isBlank();
    add(causes, causes.isEmpty(), said ? OTHER : "unknown_error");
    return causes;
  }

  private static void add(List<String> all, boolean holds, String word) {
    if (holds) {
      all.add(word);
    }
  }

  private static List<Insight> counted(List<List<String>> words, int of, String ofWhat) {
    return count(words).entrySet().stream()
        .map(
            e ->
                new Insight(
                    e.getKey(), e.getValue(), of, sentence(e.getKey(), e.getValue(), of + ofWhat)))
        .sorted(Comparator.comparingInt((Insight one) -> -one.count()).thenComparing(Insight::name))
        .toList();
  }

  private static Map<String, Integer> count(List<List<String>> words) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    words.forEach(some -> some.forEach(word -> counts.merge(word, 1, Integer::sum)));
    return counts;
  }

  private static String sentence(String word, int count, String of) {
    String what =
        switch (word) {
          case "first_attempt_success" -> "needed one attempt";
          case "low_retry_count" -> "needed at most two attempts";
          case "fast_completion" -> "were proven within 150 s of the detection";
          case "reliable_action_type" -> "were of a type that helps at least 80 % of the time";
          case "max_retries_exceeded" -> "used up all attempts";
          case "high_retry_count" -> "came at the third attempt or later";
          case "slow_completion" -> "were answered later than 600 s after the detection";
          case "timeout_error" -> "tell of a timeout";
          case "other_error" -> "say why";
          case "permission_error" -> "were not permitted";
          case "resource_error" -> "lacked memory, space or another resource";
          default -> "say nothing of why";
        };
    return "%d of %s %s".formatted(count, of, what);
  }

  /** What would be worth a look. */
  List<Insight> opportunities() {
    List<Insight> all = new ArrayList<>();
    byAction.forEach(rate -> weak(rate, all));
    List<Trial> lately = trials.subList(0, Math.min(LATELY, trials.size()));
    List<List<String>> causes =
        lately.stream().filter(trial -> !trial.verified()).map(Patterns::causes).toList();
    count(causes).forEach((cause, count) -> frequent(cause, count, lately.size(), all));
    return all;
  }

  private static void weak(Rate rate, List<Insight> all) {
    Double score = rate.meanScore();
    if (rate.tried() >= ENOUGH && score != null && score < GOOD) {
      String words =
          String.format(
              Locale.ROOT,
              "the mean score of %s is %.2f over %d tries (%d helped); good is from 0.70 on",
              rate.name(),
              score,
              rate.tried(),
              rate.verified());
      all.add(new Insight(rate.name(), rate.tried() - rate.verified(), rate.tried(), words));
    }
  }

  private static void frequent(String cause, int count, int of, List<Insight> all) {
    if (count >= ENOUGH) {
      all.add(new Insight(cause, count, of, sentence(cause, count, "the last " + of + " actions")));
    }
  }
}
