package io.healing.api.act;

import java.time.Instant;
import java.util.List;

/**
 * Ordered steps for an error pattern with their measured effectiveness.
 *
 * @param id a UUID
 * @param errorPattern what it is for: a finding's id, or a prefix of it ending with {@code .*}
 * @param procedureSteps the action types in order
 * @param successRate verified attempts of all, 0 to 1; 0 before the first
 * @param executionCount how often it was tried
 * @param lastUpdated when it last changed
 */
public record RecoveryProcedure(
    String id,
    String errorPattern,
    List<String> procedureSteps,
    double successRate,
    int executionCount,
    Instant lastUpdated) {

  /** Copies the steps. */
  public RecoveryProcedure {
    procedureSteps = List.copyOf(procedureSteps);
  }

  /** After one more attempt. */
  public RecoveryProcedure after(boolean verified, Instant at) {
    double worked = successRate * executionCount + (verified ? 1 : 0);
    int tried = executionCount + 1;
    return new RecoveryProcedure(id, errorPattern, procedureSteps, worked / tried, tried, at);
  }
}
