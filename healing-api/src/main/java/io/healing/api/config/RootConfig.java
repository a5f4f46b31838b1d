package io.healing.api.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/**
 * Healing as a whole: {@code self_healing} at the root of the file.
 *
 * @param enabled whether anything runs at all; default true
 * @param metricsRetentionDays how long samples are kept, in days, 1 to 3,650; default 30
 * @param errorDetection how the built-in monitors look
 * @param recovery how changes are made
 * @param learning what is learned
 * @param limits what keeps it bounded
 * @param maintenance when nothing is changed automatically; default never
 */
public record RootConfig(
    boolean enabled,
    @Min(1) @Max(3_650) int metricsRetentionDays,
    @Valid ErrorDetectionConfig errorDetection,
    @Valid RecoveryConfig recovery,
    @Valid LearningConfig learning,
    @Valid LimitsConfig limits,
    List<@Valid MaintenanceWindow> maintenance) {

  /** Copies the windows. */
  public RootConfig {
    maintenance = List.copyOf(maintenance);
  }

  /** On, with every default. */
  public static RootConfig defaults() {
    return new RootConfig(
        true,
        30,
        ErrorDetectionConfig.defaults(),
        RecoveryConfig.defaults(),
        LearningConfig.defaults(),
        LimitsConfig.defaults(),
        List.of());
  }

  /** Switched on or off. */
  public RootConfig withEnabled(boolean on) {
    return new RootConfig(
        on, metricsRetentionDays, errorDetection, recovery, learning, limits, maintenance);
  }

  /** With other bounds. */
  public RootConfig withLimits(LimitsConfig bounds) {
    return new RootConfig(
        enabled, metricsRetentionDays, errorDetection, recovery, learning, bounds, maintenance);
  }

  /** With another way of making changes. */
  public RootConfig withRecovery(RecoveryConfig changes) {
    return new RootConfig(
        enabled, metricsRetentionDays, errorDetection, changes, learning, limits, maintenance);
  }

  /** With another way of looking. */
  public RootConfig withErrorDetection(ErrorDetectionConfig looks) {
    return new RootConfig(
        enabled, metricsRetentionDays, looks, recovery, learning, limits, maintenance);
  }

  /** With other windows. */
  public RootConfig withMaintenance(List<MaintenanceWindow> windows) {
    return new RootConfig(
        enabled, metricsRetentionDays, errorDetection, recovery, learning, limits, windows);
  }
}
