package io.healing.core.learn;

import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Proposal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Incidents of one key that returned three times or more within twice the settle time after they
 * ended: the settle time is proposed to be longer than the longest of these gaps.
 */
final class QuickReturns implements Rule {
  private static final int ENOUGH = 3;
  private static final Duration STEP = Duration.ofSeconds(10);

  @Override
  public List<Proposal> propose(OwnFigures figures) {
    Map<String, List<Incident>> keys =
        figures.incidents().stream().collect(Collectors.groupingBy(Incident::key));
    int keysBack = 0;
    List<Duration> all = new ArrayList<>();
    for (List<Incident> same : keys.values()) {
      List<Duration> gaps = gaps(same, figures.quick());
      if (gaps.size() >= ENOUGH) {
        keysBack++;
        all.addAll(gaps);
      }
    }
    return all.isEmpty() ? List.of() : List.of(proposal(keysBack, all, figures));
  }

  private static List<Duration> gaps(List<Incident> same, Duration quick) {
    List<Incident> ordered =
        same.stream().sorted(Comparator.comparing(Incident::detectedAt)).toList();
    List<Duration> gaps = new ArrayList<>();
    for (int at = 1; at < ordered.size(); at++) {
      var ended = ordered.get(at - 1).resolvedAt();
      if (ended != null) {
        Duration gap = Duration.between(ended, ordered.get(at).detectedAt());
        if (!gap.isNegative() && gap.compareTo(quick) <= 0) {
          gaps.add(gap);
        }
      }
    }
    return gaps;
  }

  private static Proposal proposal(int keys, List<Duration> gaps, OwnFigures figures) {
    Duration now = figures.root().limits().settleTime();
    Duration longest = gaps.stream().max(Duration::compareTo).orElseThrow();
    long steps = longest.plus(now).toSeconds() / STEP.toSeconds() + 1;
    String words =
        "%d times, of %d troubles, an incident was over and came back within %s, the latest after %s: it had not been over."
            .formatted(gaps.size(), keys, Spans.words(figures.quick()), Spans.words(longest));
    return Rule.advice(
        "self_healing.limits.settle_time",
        Spans.written(now),
        Spans.written(STEP.multipliedBy(steps)),
        words);
  }
}
