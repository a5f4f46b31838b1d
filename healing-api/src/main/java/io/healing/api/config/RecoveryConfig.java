package io.healing.api.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/**
 * How changes are made, for all subjects.
 *
 * @param maxRetryAttempts attempts per incident, 1 to 100; default 3. For a job the smaller of this
 *     and its own {@code remediation.max_attempts} holds
 * @param escalationTimeout seconds after which an incident that could not be acted on is told to a
 *     person, 1 to 86,400; default 300
 * @param rollbackEnabled whether an ineffective change is taken back by itself; default true. While
 *     it is false nothing is done automatically that would need it
 * @param autoScalingEnabled whether {@code scale_resources} and {@code increase_resources} may run
 *     automatically; default true
 * @param circuitBreakerEnabled whether repairs that do not help stop further ones; default true.
 *     While it is false an open breaker asks a person instead
 * @param recoveryTimeout seconds that a whole procedure may take, 1 to 86,400; default 600
 * @param escalation further calls for a person while nobody has dealt with an incident. Default
 *     none, which means one more call when {@code error_detection.alert_escalation_timeout} has
 *     passed since the first
 */
public record RecoveryConfig(
    @Min(1) @Max(100) int maxRetryAttempts,
    @Min(1) @Max(86_400) int escalationTimeout,
    boolean rollbackEnabled,
    boolean autoScalingEnabled,
    boolean circuitBreakerEnabled,
    @Min(1) @Max(86_400) int recoveryTimeout,
    List<@Valid EscalationRung> escalation) {

  /** Copies the rungs. */
  public RecoveryConfig {
    escalation = List.copyOf(escalation);
  }

  /** Three attempts, 300 s, undo, scaling and breaker on, 600 s, one more call. */
  public static RecoveryConfig defaults() {
    return new RecoveryConfig(3, 300, true, true, true, 600, List.of());
  }

  /** With other further calls. */
  public RecoveryConfig withEscalation(List<EscalationRung> rungs) {
    return new RecoveryConfig(
        maxRetryAttempts,
        escalationTimeout,
        rollbackEnabled,
        autoScalingEnabled,
        circuitBreakerEnabled,
        recoveryTimeout,
        rungs);
  }

  /** With another time for a whole procedure, in seconds. */
  public RecoveryConfig withRecoveryTimeout(int seconds) {
    return new RecoveryConfig(
        maxRetryAttempts,
        escalationTimeout,
        rollbackEnabled,
        autoScalingEnabled,
        circuitBreakerEnabled,
        seconds,
        escalation);
  }
}
