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

  Optional<String> of(String findingId, List<String> actionTypes) {
    double floor = config.explorationFloor();
    if (!config.effectivenessTracking() || floor <= 0 || actionTypes.size() < 2) {
      return Optional.empty();
    }
    int every = (int) Math.ceil(1 / floor - 1e-9);
    int tries = all(findingId);
    return tries > 0 && tries % every == 0
        ? actionTypes.stream()
            .distinct()
            .filter(type -> learning.expected(measured, known, findingId, type) < 1)
            .min(
                Comparator.comparingInt((String type) -> tried(findingId, type))
                    .thenComparing(type -> last(findingId, type)))
        : Optional.empty();
  }

  private int all(String findingId) {
    return measured.stream()
        .filter(row -> row.findingId().equals(findingId))
        .mapToInt(Effectiveness::tried)
        .sum();
  }

  private int tried(String findingId, String type) {
    return Learning.sum(measured, findingId, type).tried();
  }

  private Instant last(String findingId, String type) {
    String id = Learning.id(findingId, type);
    return known.stream()
        .filter(procedure -> procedure.id().equals(id))
        .map(RecoveryProcedure::lastUpdated)
        .findFirst()
        .orElse(Instant.MIN);
  }
}
