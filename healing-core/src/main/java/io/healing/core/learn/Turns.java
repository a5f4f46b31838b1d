package io.healing.core.learn;

import io.healing.api.act.RecoveryProcedure;
import io.healing.api.config.LearningConfig;
import io.healing.api.learn.Effectiveness;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gives what did badly its turn now and then. */
final class Turns {
  private final Learning learning;
  private final LearningConfig config;
  private final List<Effectiveness> measured;
  private final List<RecoveryProcedure> known;

  Turns(
      Learning learning,
      LearningConfig config,
      List<Effectiveness> measured,
      List<RecoveryProcedure> known) {
    this.learning = learning;
    this.config = config;
    this.measured = measured;
    this.known = known;
  }

  Optional<String> of(String findingId, List<String> ways) {
    double floor = config.explorationFloor();
    if (!config.effectivenessTracking() || floor <= 0 || ways.size() < 2) {
      return Optional.empty();
    }
    int every = (int) Math.ceil(1 / floor - 1e-9);
    int tries = all(findingId);
    return tries > 0 && tries % every == 0
        ? ways.stream()
            .distinct()
            .filter(way -> didBadly(findingId, way))
            .min(
                Comparator.comparingInt((String way) -> tried(findingId, way))
                    .thenComparing(way -> last(findingId, way)))
        : Optional.empty();
  }

  private boolean didBadly(String findingId, String way) {
    return procedure(way)
        .map(learning::demoted)
        .orElseGet(() -> learning.expected(measured, known, findingId, way) < 1);
  }

  private Optional<RecoveryProcedure> procedure(String id) {
    return known.stream().filter(procedure -> procedure.id().equals(id)).findFirst();
  }

  private int all(String findingId) {
    return measured.stream()
        .filter(row -> row.findingId().equals(findingId))
        .mapToInt(Effectiveness::tried)
        .sum();
  }

  private int tried(String findingId, String way) {
    return procedure(way)
        .map(RecoveryProcedure::executionCount)
        .orElseGet(() -> Learning.sum(measured, findingId, way).tried());
  }

  private Instant last(String findingId, String way) {
    return procedure(way)
        .or(() -> procedure(Learning.id(findingId, way)))
        .map(RecoveryProcedure::lastUpdated)
        .orElse(Instant.MIN);
  }
}
