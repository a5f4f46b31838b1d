package io.healing.api.config;

import io.healing.api.job.JobDefinition;
import io.healing.api.job.SlaConfig;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * All that is configured for one job.
 *
 * @param definition what is known of it
 * @param sla the agreement on its service, or null for none: it is not measured then
 * @param selfHealing how it is healed
 */
public record JobConfig(
    JobDefinition definition,
    @Valid @Nullable SlaConfig sla,
    @Valid SelfHealingConfig selfHealing) {

  /** A job with every default: observed, and nothing changed. */
  public static JobConfig of(JobDefinition definition) {
    return new JobConfig(definition, null, SelfHealingConfig.defaults());
  }

  /** With how it is healed. */
  public JobConfig withSelfHealing(SelfHealingConfig config) {
    return new JobConfig(definition, sla, config);
  }

  /** With the agreement on its service. */
  public JobConfig withSla(SlaConfig agreement) {
    return new JobConfig(definition, agreement, selfHealing);
  }
}
