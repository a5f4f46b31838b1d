package io.healing.api.act;

import java.time.Instant;
import java.util.List;

/**
 * Ordered steps for an error pattern with their measured effectiveness.
 *
 * @param id a UUID
 * @param errorPattern what it is for: a finding's id, or a prefix of it ending with {@code .*}
 * @param procedureSteps the action types in order
 * @param successRate the share of the attempts that were verified, the newest weighing most, 0 to
 *     1; 0 before the first
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

  /** After one more attempt, where every attempt weighs the same. */
  public RecoveryProcedure after(boolean verified, Instant at) {
    return after(verified, 0, at);
  }

  /**
   * After one more attempt. The newest outcome weighs as given, but never less than one outcome of
   * all: the first few make a plain mean.
   *
   * @param weight how much the newest outcome weighs, 0 to 1
   */
  public RecoveryProcedure after(boolean verified, double weight, Instant at) {
    int tried = executionCount + 1;
    double newest = Math.max(weight, 1.0 / tried);
    double rate = successRate + newest * ((verified ? 1 : 0) - successRate);
    return new RecoveryProcedure(id, errorPattern, procedureSteps, rate, tried, at);
  }
}
