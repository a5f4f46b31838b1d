package io.healing.api.act;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;

/**
 * What may be done to repair a job without a person.
 *
 * @param enabled whether anything may be done at all; default true, but nothing happens while the
 *     job's healing is off
 * @param maxAttempts how many attempts one incident gets before a person is asked, 1 to 100;
 *     default 3
 * @param allowedActions types of action that may be taken, by their words; an open list, plug-ins
 *     add their own as {@code vendor.word}; default {@code restart_job} alone
 * @param forbiddenPaths paths that are never written to, besides the built-in ones; default none
 * @param requireApproval whether every action waits for a person; default false
 * @param allowedCommands the commands that may be run, and no others; default none
 * @param allowedRoots directories below which files may be written; default empty, which means the
 *     directory of the configuration
 */
public record HealingRemediationConfig(
    boolean enabled,
    @Min(1) @Max(100) int maxAttempts,
    List<
            @Pattern(
                regexp = "[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*",
                message = "must be an action's word, such as restart_job or vendor.word")
            String>
        allowedActions,
    List<@NotBlank String> forbiddenPaths,
    boolean requireApproval,
    List<@NotNull @Valid AllowedCommand> allowedCommands,
    List<@NotBlank String> allowedRoots) {

  /** Copies the lists. */
  public HealingRemediationConfig {
    allowedActions = List.copyOf(allowedActions);
    forbiddenPaths = List.copyOf(forbiddenPaths);
    allowedCommands = List.copyOf(allowedCommands);
    allowedRoots = List.copyOf(allowedRoots);
  }

  /**
   * A job may be run again, up to three times an incident.
   *
   * @return the defaults
   */
  public static HealingRemediationConfig defaults() {
    return new HealingRemediationConfig(
        true, 3, List.of("restart_job"), List.of(), false, List.of(), List.of());
  }

  /**
   * Replaces whether anything may be done.
   *
   * @param value false to forbid every action
   * @return the changed copy
   */
  public HealingRemediationConfig withEnabled(boolean value) {
    return new HealingRemediationConfig(
        value,
        maxAttempts,
        allowedActions,
        forbiddenPaths,
        requireApproval,
        allowedCommands,
        allowedRoots);
  }

  /**
   * Replaces the number of attempts.
   *
   * @param value 1 to 100
   * @return the changed copy
   */
  public HealingRemediationConfig withMaxAttempts(int value) {
    return new HealingRemediationConfig(
        enabled,
        value,
        allowedActions,
        forbiddenPaths,
        requireApproval,
        allowedCommands,
        allowedRoots);
  }

  /**
   * Replaces the types of action that may be taken.
   *
   * @param value their words
   * @return the changed copy
   */
  public HealingRemediationConfig withAllowedActions(List<String> value) {
    return new HealingRemediationConfig(
        enabled,
        maxAttempts,
        value,
        forbiddenPaths,
        requireApproval,
        allowedCommands,
        allowedRoots);
  }

  /**
   * Replaces the paths that are never written to.
   *
   * @param value the paths
   * @return the changed copy
   */
  public HealingRemediationConfig withForbiddenPaths(List<String> value) {
    return new HealingRemediationConfig(
        enabled,
        maxAttempts,
        allowedActions,
        value,
        requireApproval,
        allowedCommands,
        allowedRoots);
  }

  /**
   * Replaces whether every action waits for a person.
   *
   * @param value true to let it wait
   * @return the changed copy
   */
  public HealingRemediationConfig withRequireApproval(boolean value) {
    return new HealingRemediationConfig(
        enabled, maxAttempts, allowedActions, forbiddenPaths, value, allowedCommands, allowedRoots);
  }

  /**
   * Replaces the commands that may be run.
   *
   * @param value the commands
   * @return the changed copy
   */
  public HealingRemediationConfig withAllowedCommands(List<AllowedCommand> value) {
    return new HealingRemediationConfig(
        enabled, maxAttempts, allowedActions, forbiddenPaths, requireApproval, value, allowedRoots);
  }

  /**
   * Replaces the directories below which files may be written.
   *
   * @param value the directories; empty for the directory of the configuration
   * @return the changed copy
   */
  public HealingRemediationConfig withAllowedRoots(List<String> value) {
    return new HealingRemediationConfig(
        enabled,
        maxAttempts,
        allowedActions,
        forbiddenPaths,
        requireApproval,
        allowedCommands,
        value);
  }
}
