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

/**
 * Tells samples that are unusual by their own past. The absolute limit goes first: of a value that
 * is at its warning or beyond nothing more is said here, though it is learnt. So an anomaly is news
 * about a value that no limit minds, and it is of low severity: worth knowing. Used on the loop's
 * thread only.
 */
final class Anomalies {
  private final Streams streams;
  private final Subject program;
  private final Map<Subject, Map<String, Odd>> odd = new HashMap<>();

  private record Odd(Finding finding, Instant at) {}

  Anomalies(Streams streams, Subject program) {
    this.streams = streams;
    this.program = program;
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
      if (all.values().removeIf(each -> each.at.isBefore(before))) {
        say(subject, said);
      }
      if (all.isEmpty()) {
        odd.remove(subject);
      }
    }
    return said.build();
  }

  private void note(Subject subject, HealthMetric sample, Verdict verdict) {
    boolean within = sample.status() == HealthStatus.HEALTHY;
    if (verdict.isAnomaly() && within) {
      odd.computeIfAbsent(subject, s -> new TreeMap<>())
          .put(
              sample.metricName(), new Odd(finding(subject, sample, verdict), sample.measuredAt()));
    } else {
      odd.computeIfPresent(subject, (s, all) -> without(all, sample.metricName()));
    }
  }

  private static @org.jspecify.annotations.Nullable Map<String, Odd> without(
      Map<String, Odd> all, String metric) {
    all.remove(metric);
    return all.isEmpty() ? null : all;
  }

  private void say(Subject subject, Observation.Builder said) {
    Map<String, Odd> now = odd.getOrDefault(subject, Map.of());
    now.values().forEach(each -> said.finding(each.finding));
    if (now.isEmpty()) {
      said.clear(subject);
    }
  }

  private static Finding finding(Subject subject, HealthMetric sample, Verdict verdict) {
    return Finding.of("metric.anomaly", subject, verdict.words(sample.metricName()))
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
    return named.stream()
        .filter(subject -> !which.isEmpty() && subject.name().endsWith(which))
        .findFirst()
        .orElse(program);
  }
}
