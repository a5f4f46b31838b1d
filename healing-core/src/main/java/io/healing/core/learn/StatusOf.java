package io.healing.core.learn;

import io.healing.api.WireWord;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import io.healing.api.learn.DetectionStatistics;
import io.healing.api.learn.Effectiveness;
import io.healing.api.learn.RecoveryStatistics;
import io.healing.api.learn.SystemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Draws the state of the whole together. */
final class StatusOf {
  private static final Duration LATELY = Duration.ofDays(30);
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Learning learning;
  private final Standing standing;

  StatusOf(Learning learning, Standing standing) {
    this.learning = learning;
    this.standing = standing;
  }

  SystemStatus at(Instant now) {
    return new SystemStatus(
        now,
        standing.running(),
        uptime(now),
        health(),
        standing.jobs(),
        standing.active().size(),
        standing.pendingSuggestions(),
        standing.pausedBecause(),
        standing.observeOnlyBecause(),
        standing.eventsDropped(),
        detection(now),
        recovery());
  }

  private Duration uptime(Instant now) {
    Instant since = standing.since();
    Duration up = since == null ? Duration.ZERO : Duration.between(since, now);
    return up.isNegative() ? Duration.ZERO : up;
  }

  private HealthStatus health() {
    List<Incident> active = standing.active();
    if (active.stream().anyMatch(incident -> incident.severity() == ErrorSeverity.CRITICAL)) {
      return HealthStatus.CRITICAL;
    }
    if (!active.isEmpty()) {
      return HealthStatus.WARNING;
    }
    return standing.looked() ? HealthStatus.HEALTHY : HealthStatus.UNKNOWN;
  }

  private DetectionStatistics detection(Instant now) {
    List<Incident> lately = since(now.minus(LATELY));
    return new DetectionStatistics(
        standing.seenSince().applyAsInt(now.minus(LATELY)),
        lately.size(),
        perHour(now),
        learning.meanTimeToDetection(lately, standing.began()).orElse(null),
        count(lately, Incident::errorType),
        count(lately, Incident::severity));
  }

  private List<Incident> since(Instant from) {
    return standing.newest().stream()
        .filter(incident -> !incident.detectedAt().isBefore(from))
        .toList();
  }

  private double perHour(Instant now) {
    Duration up = uptime(now);
    Duration over = standing.since() == null || up.compareTo(DAY) > 0 ? DAY : up;
    Duration span = over.compareTo(HOUR) < 0 ? HOUR : over;
    return standing.seenSince().applyAsInt(now.minus(span))
        * (double) HOUR.toMillis()
        / span.toMillis();
  }

  private static Map<String, Integer> count(
      List<Incident> incidents, Function<Incident, WireWord> property) {
    Map<String, Integer> counts = new TreeMap<>();
    incidents.forEach(one -> counts.merge(property.apply(one).word(), 1, Integer::sum));
    return counts;
  }

  private RecoveryStatistics recovery() {
    return new RecoveryStatistics(
        sum(Effectiveness::verified),
        sum(Effectiveness::ineffective),
        sum(Effectiveness::inconclusive),
        learning.meanTimeToRecovery(standing.ended()).orElse(null));
  }

  private int sum(ToIntFunction<Effectiveness> count) {
    return standing.effectiveness().stream().mapToInt(count).sum();
  }
}
