package io.healing.api.notify;

import jakarta.validation.constraints.NotBlank;

/**
 * Which steps of a repair are told, each by its own switch.
 *
 * @param onAnalysis when an analysis ended; default false
 * @param onFixAttempt when a repair begins; default true
 * @param onSuccess when a repair is verified; default true
 * @param onGiveUp when a person is needed; default true
 * @param session the recipient that is handed to the channel, not blank; default {@code main}
 */
public record HealingNotifyConfig(
    boolean onAnalysis,
    boolean onFixAttempt,
    boolean onSuccess,
    boolean onGiveUp,
    @NotBlank String session) {

  /**
   * Attempts, successes and giving up are told to {@code main}.
   *
   * @return the defaults
   */
  public static HealingNotifyConfig defaults() {
    return new HealingNotifyConfig(false, true, true, true, "main");
  }
}
