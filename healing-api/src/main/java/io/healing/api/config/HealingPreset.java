package io.healing.api.config;

import io.healing.api.WireWord;
import io.healing.api.act.HealingRemediationConfig;
import java.util.List;

/** A named set of defaults for what may be done to a job without a person. */
public enum HealingPreset implements WireWord {
  /** Runs a job again, twice at most. */
  CONSERVATIVE,

  /** Also edits the job's script and configuration; three attempts. */
  MODERATE,

  /**
   * Also runs allowed commands, edits the runner's own schedule and restarts services; five
   * attempts.
   */
  AGGRESSIVE,

  /** Sets nothing: the plain defaults, each to be set by hand. */
  CUSTOM;

  /**
   * The remediation that this preset stands for; what is written beside a preset wins over it. It
   * counts only where a preset is chosen explicitly: a configuration that names none has {@link
   * HealingRemediationConfig#defaults()}.
   *
   * @return the defaults with this preset's attempts and actions
   */
  public HealingRemediationConfig remediation() {
    return switch (this) {
      case CONSERVATIVE -> limits(2, "restart_job");
      case MODERATE -> limits(3, "restart_job", "edit_script", "edit_config");
      case AGGRESSIVE ->
          limits(
              5,
              "restart_job",
              "edit_script",
              "edit_config",
              "run_command",
              "edit_openclaw_cron",
              "restart_service");
      case CUSTOM -> HealingRemediationConfig.defaults();
    };
  }

  private static HealingRemediationConfig limits(int maxAttempts, String... actions) {
    return HealingRemediationConfig.defaults()
        .withMaxAttempts(maxAttempts)
        .withAllowedActions(List.of(actions));
  }
}
