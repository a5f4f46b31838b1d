package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.MetricName;
import io.healing.api.detect.Observation;
import io.healing.core.series.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells samples that are unusual by their own past. The absolute limit goes first: of a value that
 * is at its warning or beyond nothing more is said here, though it is learnt. So an anomaly is news
 * about a value that no limit minds, and it is of low severity: worth knowing. A value that stays
 * where it is unusual is told for an hour; then it is the new level. What follows from a change
 * that is known is not told. Used on the loop's thread only.
 */
final class Anomalies {
  static final String FINDING = "metric.anomaly";

  private static final int MOST = 2_000;

  private final Streams streams;
  private final Subject program;
  private final BiPredicate<String, Instant> changed;
  private final Map<Subject, Map<String, Odd>> odd = new HashMap<>();

  /**
   * Says nothing yet.
   *
   * @param changed whether somebody changed what a metric shows, shortly before a moment
   */
  Anomalies(Streams streams, Subject program, BiPredicate<String, Instant> changed) {
    this.streams = streams;
    this.program = program;
    this.changed = changed;
  }

  /** Judges samples; what is to be said of their subjects now, as another monitor would. */
  Observation judge(List<HealthMetric> samples, Observation from) {
    Set<Subject> seen = new LinkedHashSet<>();
    for (HealthMetric sample : samples) {
      Subject subject = subject(sample.metricName(), from);
      Verdict verdict = streams.judge(sample);
      seen.add(subject);
      note(subject, sample, verdict);
    }
    Observation.Builder said = Observation.builder();
    seen.forEach(subject -> say(subject, said));
    return said.build();
  }

  /** What was unusual before this moment and was not measured since is no longer told. */
  Observation forget(Instant before) {
    Observation.Builder said = Observation.builder();
    for (Subject subject : Set.copyOf(odd.keySet())) {
      Map<String, Odd> all = odd.getOrDefault(subject, Map.of());
      if (all.values().removeIf(each -> each.at().isBefore(before))) {
        say(subject, said);
      }
      if (all.isEmpty()) {
        odd.remove(subject);
      }
    }
    return said.build();
  }

  private void note(Subject subject, HealthMetric sample, Verdict verdict) {
    Odd now = odd(subject, sample, verdict);
    if (now != null) {
      odd.computeIfAbsent(subject, s -> new TreeMap<>()).put(sample.metricName(), now);
    } else {
      odd.computeIfPresent(subject, (s, all) -> without(all, sample.metricName()));
    }
  }

  private @Nullable Odd odd(Subject subject, HealthMetric sample, Verdict verdict) {
    if (sample.status() != HealthStatus.HEALTHY) {
      return null;
    }
    Odd before = odd.getOrDefault(subject, Map.of()).get(sample.metricName());
    if (before != null && before.stays(sample)) {
      return before.still(sample);
    }
    boolean news = verdict.isAnomaly() && !changed.test(sample.metricName(), sample.measuredAt());
    boolean room = before != null || odd.values().stream().mapToInt(Map::size).sum() < MOST;
    return news && room ? Odd.first(finding(subject, sample, verdict), sample, verdict) : null;
  }

  private static @Nullable Map<String, Odd> without(Map<String, Odd> all, String metric) {
    all.remove(metric);
    return all.isEmpty() ? null : all;
  }

  private void say(Subject subject, Observation.Builder said) {
    Map<String, Odd> now = odd.getOrDefault(subject, Map.of());
    now.values().forEach(each -> said.finding(each.finding()));
    if (now.isEmpty()) {
      said.clear(subject);
    }
  }

  private static Finding finding(Subject subject, HealthMetric sample, Verdict verdict) {
    return Finding.of(FINDING, subject, verdict.words(sample.metricName()))
        .withType(ErrorType.PERFORMANCE_DEGRADATION)
        .withSeverity(ErrorSeverity.LOW)
        .withCause(sample.metricName())
        .withHint("See whether something changed at that time: a deploy, a setting, the load")
        .withEvidence("metric", sample.metricName())
        .withEvidence("value", Double.toString(sample.currentValue()))
        .withEvidence("expected", Double.toString(verdict.expected()))
        .withEvidence("score", Double.toString(verdict.score()));
  }

  /** Which of the subjects that the monitor named, by the end of its name; else the only one. */
  private Subject subject(String metric, Observation from) {
    String word = MetricName.word(metric);
    String which = metric.substring(Math.min(metric.length(), word.length() + 1));
    if (word.equals(MetricName.MONITOR_TIME)) {
      return Subject.plugin(which);
    }
    Set<Subject> named = new LinkedHashSet<>(from.clear());
    named.addAll(from.noData().keySet());
    from.findings().forEach(finding -> named.add(finding.subject()));
    if (named.size() == 1) {
      return named.iterator().next();
    }
    return named.stream().filter(subject -> names(subject, which)).findFirst().orElse(program);
  }

  private static boolean names(Subject subject, String which) {
    String name = subject.name();
    return !which.isEmpty() && (name.equals(which) || name.endsWith("/" + which));
  }
}
