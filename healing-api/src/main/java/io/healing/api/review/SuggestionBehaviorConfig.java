package io.healing.api.review;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;

/**
 * What happens to the suggestions of a review.
 *
 * @param autoApply whether suggestions of every category but {@code security} may be applied
 *     without a person; default false
 * @param autoApplyCategories categories that may be applied without a person even where {@code
 *     autoApply} is false, and the only way for {@code security}; default none
 * @param minSeverityForApproval a suggestion of this risk or a higher one waits for a person, one
 *     strictly below it may be applied; default {@code medium}
 * @param notifyOnSuggestion whether new suggestions are told; default true
 * @param notifyChannel where notifications of the job go: {@code log}, {@code webhook}, {@code
 *     slack}, {@code whatsapp} or {@code mail}; one that is not set up goes to the log; default
 *     {@code whatsapp}
 */
public record SuggestionBehaviorConfig(
    boolean autoApply,
    List<@NotNull SuggestionCategory> autoApplyCategories,
    @NotNull SuggestionSeverity minSeverityForApproval,
    boolean notifyOnSuggestion,
    @NotNull
        @Pattern(
            regexp = "log|webhook|slack|whatsapp|mail",
            message = "must be one of log, webhook, slack, whatsapp, mail")
        String notifyChannel) {

  /** Copies the list. */
  public SuggestionBehaviorConfig {
    autoApplyCategories = List.copyOf(autoApplyCategories);
  }

  /**
   * Nothing is applied without a person; new suggestions are told.
   *
   * @return the defaults
   */
  public static SuggestionBehaviorConfig defaults() {
    return new SuggestionBehaviorConfig(
        false, List.of(), SuggestionSeverity.MEDIUM, true, "whatsapp");
  }

  /**
   * Replaces whether suggestions may be applied without a person.
   *
   * @param value true to allow it
   * @return the changed copy
   */
  public SuggestionBehaviorConfig withAutoApply(boolean value) {
    return new SuggestionBehaviorConfig(
        value, autoApplyCategories, minSeverityForApproval, notifyOnSuggestion, notifyChannel);
  }

  /**
   * Replaces the categories that may always be applied without a person.
   *
   * @param value the categories
   * @return the changed copy
   */
  public SuggestionBehaviorConfig withAutoApplyCategories(List<SuggestionCategory> value) {
    return new SuggestionBehaviorConfig(
        autoApply, value, minSeverityForApproval, notifyOnSuggestion, notifyChannel);
  }

  /**
   * Replaces the risk from which on a person must approve.
   *
   * @param value the lowest risk that waits
   * @return the changed copy
   */
  public SuggestionBehaviorConfig withMinSeverityForApproval(SuggestionSeverity value) {
    return new SuggestionBehaviorConfig(
        autoApply, autoApplyCategories, value, notifyOnSuggestion, notifyChannel);
  }

  /**
   * Replaces whether new suggestions are told.
   *
   * @param value true to tell them
   * @return the changed copy
   */
  public SuggestionBehaviorConfig withNotifyOnSuggestion(boolean value) {
    return new SuggestionBehaviorConfig(
        autoApply, autoApplyCategories, minSeverityForApproval, value, notifyChannel);
  }

  /**
   * Replaces the channel.
   *
   * @param value {@code log}, {@code webhook}, {@code slack}, {@code whatsapp} or {@code mail}
   * @return the changed copy
   */
  public SuggestionBehaviorConfig withNotifyChannel(String value) {
    return new SuggestionBehaviorConfig(
        autoApply, autoApplyCategories, minSeverityForApproval, notifyOnSuggestion, value);
  }
}
