package io.healing.api.config;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.diagnose.HealingAnalysisConfig;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.review.BusinessLogConfig;
import io.healing.api.review.HealingMode;
import io.healing.api.review.ReviewScheduleConfig;
import io.healing.api.review.ReviewScopeConfig;
import io.healing.api.review.SuggestionBehaviorConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one job is healed; the block {@code self_healing} of the job.
 *
 * @param enabled whether the job is healed; a job that is not is still observed, diagnosed and
 *     given suggestions, but nothing is done to it and the calendar starts no review; default false
 * @param mode when the job is looked after; default {@code reactive}
 * @param preset which set of defaults {@code remediation} has; counts where it is written; default
 *     {@code conservative}
 * @param reviewSchedule when the job is reviewed; default every day at 03:00
 * @param reviewScope what a review reads; default everything
 * @param suggestions what happens to suggestions; default they wait for a person
 * @param businessLog a log of what the job achieved, which a review reads too; default null, none
 * @param analysis what an analyzer is given about a failed run
 * @param enabledAt when healing was switched on for the job; the first review by the calendar comes
 *     after it; default null, not known
 * @param remediation what may be done without a person; default to run the job again
 * @param notifications which steps of a repair are told; written as {@code notify}
 */
public record SelfHealingConfig(
    boolean enabled,
    @NotNull HealingMode mode,
    @NotNull HealingPreset preset,
    @NotNull @Valid ReviewScheduleConfig reviewSchedule,
    @NotNull @Valid ReviewScopeConfig reviewScope,
    @NotNull @Valid SuggestionBehaviorConfig suggestions,
    @Valid @Nullable BusinessLogConfig businessLog,
    @NotNull @Valid HealingAnalysisConfig analysis,
    @Nullable Instant enabledAt,
    @NotNull @Valid HealingRemediationConfig remediation,
    @NotNull @Valid HealingNotifyConfig notifications) {

  /**
   * Switched off; when switched on, failed runs may be run again.
   *
   * @return the defaults
   */
  public static SelfHealingConfig defaults() {
    return new SelfHealingConfig(
        false,
        HealingMode.REACTIVE,
        HealingPreset.CONSERVATIVE,
        ReviewScheduleConfig.defaults(),
        ReviewScopeConfig.defaults(),
        SuggestionBehaviorConfig.defaults(),
        null,
        HealingAnalysisConfig.defaults(),
        null,
        HealingRemediationConfig.defaults(),
        HealingNotifyConfig.defaults());
  }

  /**
   * Replaces whether the job is healed.
   *
   * @param value true to let it be healed
   * @return the changed copy
   */
  public SelfHealingConfig withEnabled(boolean value) {
    return with(copy -> copy.enabled = value);
  }

  /**
   * Replaces when the job is looked after.
   *
   * @param value the mode
   * @return the changed copy
   */
  public SelfHealingConfig withMode(HealingMode value) {
    return with(copy -> copy.mode = value);
  }

  /**
   * Chooses a preset and takes over its whole remediation; what should differ from it is set
   * afterwards.
   *
   * @param value the preset
   * @return the changed copy
   */
  public SelfHealingConfig withPreset(HealingPreset value) {
    return with(
        copy -> {
          copy.preset = value;
          copy.remediation = value.remediation();
        });
  }

  /**
   * Replaces when the job is reviewed.
   *
   * @param value the schedule
   * @return the changed copy
   */
  public SelfHealingConfig withReviewSchedule(ReviewScheduleConfig value) {
    return with(copy -> copy.reviewSchedule = value);
  }

  /**
   * Replaces what a review reads.
   *
   * @param value the scope
   * @return the changed copy
   */
  public SelfHealingConfig withReviewScope(ReviewScopeConfig value) {
    return with(copy -> copy.reviewScope = value);
  }

  /**
   * Replaces what happens to suggestions.
   *
   * @param value the behaviour
   * @return the changed copy
   */
  public SelfHealingConfig withSuggestions(SuggestionBehaviorConfig value) {
    return with(copy -> copy.suggestions = value);
  }

  /**
   * Replaces the business log.
   *
   * @param value the log, or null for none
   * @return the changed copy
   */
  public SelfHealingConfig withBusinessLog(@Nullable BusinessLogConfig value) {
    return with(copy -> copy.businessLog = value);
  }

  /**
   * Replaces what an analyzer is given.
   *
   * @param value the material
   * @return the changed copy
   */
  public SelfHealingConfig withAnalysis(HealingAnalysisConfig value) {
    return with(copy -> copy.analysis = value);
  }

  /**
   * Replaces when healing was switched on.
   *
   * @param value the moment, or null where it is not known
   * @return the changed copy
   */
  public SelfHealingConfig withEnabledAt(@Nullable Instant value) {
    return with(copy -> copy.enabledAt = value);
  }

  /**
   * Replaces what may be done without a person.
   *
   * @param value the limits
   * @return the changed copy
   */
  public SelfHealingConfig withRemediation(HealingRemediationConfig value) {
    return with(copy -> copy.remediation = value);
  }

  /**
   * Replaces which steps are told.
   *
   * @param value the switches
   * @return the changed copy
   */
  public SelfHealingConfig withNotifications(HealingNotifyConfig value) {
    return with(copy -> copy.notifications = value);
  }

  private SelfHealingConfig with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.done();
  }

  /** All parts, open for a change. */
  private static final class Copy {
    private boolean enabled;
    private HealingMode mode;
    private HealingPreset preset;
    private ReviewScheduleConfig reviewSchedule;
    private ReviewScopeConfig reviewScope;
    private SuggestionBehaviorConfig suggestions;
    private @Nullable BusinessLogConfig businessLog;
    private HealingAnalysisConfig analysis;
    private @Nullable Instant enabledAt;
    private HealingRemediationConfig remediation;
    private HealingNotifyConfig notifications;

    Copy(SelfHealingConfig from) {
      enabled = from.enabled;
      mode = from.mode;
      preset = from.preset;
      reviewSchedule = from.reviewSchedule;
      reviewScope = from.reviewScope;
      suggestions = from.suggestions;
      businessLog = from.businessLog;
      analysis = from.analysis;
      enabledAt = from.enabledAt;
      remediation = from.remediation;
      notifications = from.notifications;
    }

    SelfHealingConfig done() {
      return new SelfHealingConfig(
          enabled,
          mode,
          preset,
          reviewSchedule,
          reviewScope,
          suggestions,
          businessLog,
          analysis,
          enabledAt,
          remediation,
          notifications);
    }
  }
}
