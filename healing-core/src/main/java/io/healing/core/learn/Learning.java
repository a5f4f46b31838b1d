package io.healing.core.learn;

import io.healing.api.act.RecoveryProcedure;
import io.healing.api.act.VerificationState;
import io.healing.api.config.LearningConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.learn.Effectiveness;
import io.healing.api.learn.SystemStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Measures how well it went. Keeps nothing: what it learns from is handed in and what it learned is
 * given back to be stored. Thread-safe as far as the clock is.
 */
public final class Learning {
  /** Below this many tries an action counts neither for nor against itself. */
  static final int LEAST_TRIES = 3;

  private static final double NEUTRAL = 1.0;
  private static final double EXPECTED_OF_THE_UNTRIED = 0.5;

  private final LearningConfig config;
  private final InstantSource clock;

  /** Learns by this configuration. */
  public Learning(LearningConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * By what the confidence of a proposal is multiplied to rank it among others: how likely this
   * type of action is to help against this finding, relative to one that was never tried. That is
   * the rule of succession, (verified + 1) / (tried + 2), divided by its value without any try,
   * 1/2: above 1 for what helps more often than not, below 1 for the rest, always within 0 and 2.
   *
   * @param measured how the actions did; several rows of the same pair are added up
   * @param known the stored procedures; one that was tried more often than the stored actions tell,
   *     because older ones were forgotten, counts in their place
   * @return 1 while the tracking is off or the pair was tried less than 3 times
   */
  public double expected(
      List<Effectiveness> measured,
      List<RecoveryProcedure> known,
      String findingId,
      String actionType) {
    Effectiveness stored = sum(measured, findingId, actionType);
    Effectiveness sum =
        known.stream()
            .filter(procedure -> procedure.id().equals(id(findingId, actionType)))
            .findFirst()
            .filter(procedure -> procedure.executionCount() > stored.tried())
            .map(procedure -> told(procedure, actionType))
            .orElse(stored);
    return config.effectivenessTracking() && sum.tried() >= LEAST_TRIES
        ? sum.expected() / EXPECTED_OF_THE_UNTRIED
        : NEUTRAL;
  }

  private static Effectiveness told(RecoveryProcedure procedure, String actionType) {
    int verified = (int) Math.round(procedure.successRate() * procedure.executionCount());
    int others = procedure.executionCount() - verified;
    return new Effectiveness(procedure.errorPattern(), actionType, verified, others, 0);
  }

  private static Effectiveness sum(List<Effectiveness> all, String findingId, String actionType) {
    return all.stream()
        .filter(row -> row.findingId().equals(findingId) && row.actionType().equals(actionType))
        .reduce(new Effectiveness(findingId, actionType, 0, 0, 0), Learning::plus);
  }

  private static Effectiveness plus(Effectiveness a, Effectiveness b) {
    return new Effectiveness(
        a.findingId(),
        a.actionType(),
        a.verified() + b.verified(),
        a.ineffective() + b.ineffective(),
        a.inconclusive() + b.inconclusive());
  }

  /**
   * The mean time from detected to resolved, over the incidents that we mended: those that ended
   * {@code verified}. What went away by itself, was ended by hand or still runs does not count.
   *
   * @return empty before the first
   */
  public Optional<Duration> meanTimeToRecovery(List<Incident> incidents) {
    return mean(
        incidents.stream()
            .filter(incident -> incident.end() == IncidentEnd.VERIFIED)
            .flatMap(incident -> span(incident.detectedAt(), incident.resolvedAt()).stream())
            .toList());
  }

  /**
   * The mean time from the beginning of the trouble to its detection.
   *
   * @param began when the trouble of an incident began, such as the end of the failed run; empty
   *     where nobody knows, and such incidents do not count
   * @return empty when no beginning is known
   */
  public Optional<Duration> meanTimeToDetection(
      List<Incident> incidents, Function<Incident, Optional<Instant>> began) {
    return mean(
        incidents.stream()
            .flatMap(
                incident ->
                    began.apply(incident).flatMap(at -> span(at, incident.detectedAt())).stream())
            .toList());
  }

  private static Optional<Duration> span(
      Instant from, @org.jspecify.annotations.Nullable Instant to) {
    return Optional.ofNullable(to)
        .map(end -> Duration.between(from, end))
        .filter(span -> !span.isNegative());
  }

  private static Optional<Duration> mean(List<Duration> spans) {
    return spans.isEmpty()
        ? Optional.empty()
        : Optional.of(spans.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(spans.size()));
  }

  /**
   * How good a repair was, from 0 to 1: 0.4 if it was verified; 0.3 × speed (1 up to 150 s, 0.8 up
   * to 300 s, 0.6 up to 600 s, 0.3 up to 1,200 s, else 0.1); 0.2 × (1 − further attempts / allowed
   * attempts); 0.1 × result (1 verified, 0.5 inconclusive, else 0). From 0.6 on it was effective,
   * which nothing that was not verified can reach.
   */
  public double score(Repair repair) {
    return repair.score();
  }

  /**
   * The procedure of a finding and a type of action after one more try was judged.
   *
   * @param known the stored procedures, among which it may be
   * @param findingId the finding that was to be mended
   * @param actionType the type of action
   * @param state whether it helped
   * @return the procedure to be stored: its id follows from finding and type alone; empty when the
   *     state says nothing (pending, none, unknown)
   */
  public Optional<RecoveryProcedure> learned(
      List<RecoveryProcedure> known, String findingId, String actionType, VerificationState state) {
    return switch (state) {
      case VERIFIED, INEFFECTIVE, INCONCLUSIVE ->
          Optional.of(
              procedure(known, findingId, actionType)
                  .after(state == VerificationState.VERIFIED, clock.instant()));
      case PENDING, NONE, UNKNOWN -> Optional.empty();
    };
  }

  private RecoveryProcedure procedure(
      List<RecoveryProcedure> known, String findingId, String actionType) {
    String id = id(findingId, actionType);
    return known.stream()
        .filter(procedure -> procedure.id().equals(id))
        .findFirst()
        .orElseGet(
            () -> new RecoveryProcedure(id, findingId, List.of(actionType), 0, 0, clock.instant()));
  }

  private static String id(String findingId, String actionType) {
    String pair = findingId + "|" + actionType;
    return UUID.nameUUIDFromBytes(pair.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The state of the whole at this moment. */
  public SystemStatus status(Standing standing) {
    return new SystemStatus(
        clock.instant(),
        standing.running(),
        health(standing),
        standing.jobs(),
        standing.active().size(),
        standing.pendingSuggestions(),
        standing.pausedBecause(),
        standing.observeOnlyBecause(),
        standing.eventsDropped(),
        meanTimeToRecovery(standing.ended()).orElse(null),
        actions(standing.effectiveness()));
  }

  private static HealthStatus health(Standing standing) {
    List<Incident> active = standing.active();
    if (active.stream().anyMatch(incident -> incident.severity() == ErrorSeverity.CRITICAL)) {
      return HealthStatus.CRITICAL;
    }
    if (!active.isEmpty()) {
      return HealthStatus.WARNING;
    }
    return standing.looked() ? HealthStatus.HEALTHY : HealthStatus.UNKNOWN;
  }

  private static Map<String, Integer> actions(List<Effectiveness> rows) {
    Effectiveness all = rows.stream().reduce(new Effectiveness("", "", 0, 0, 0), Learning::plus);
    return Map.of(
        VerificationState.VERIFIED.word(),
        all.verified(),
        VerificationState.INEFFECTIVE.word(),
        all.ineffective(),
        VerificationState.INCONCLUSIVE.word(),
        all.inconclusive());
  }
}
