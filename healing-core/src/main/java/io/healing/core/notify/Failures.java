package io.healing.core.notify;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;

/** What is said of a notifier that could not send. */
final class Failures {
  private Failures() {}

  /**
   * @param again whether the message is tried again
   */
  static Finding of(String notifier, String channel, Throwable cause, boolean again) {
    boolean known = cause instanceof HealingException;
    String words = known ? ((HealingException) cause).inOneLine() : String.valueOf(cause);
    return Finding.of(
            "plugin.failed",
            Subject.plugin(notifier),
            "The notifier " + notifier + " could not send: " + words)
        .withType(ErrorType.DEPENDENCY_FAILURE)
        .withCause(cause.getClass().getName())
        .withEvidence("channel", channel)
        .withHint(
            "The message is in the log and is "
                + (again ? "tried again" : "given up")
                + "; look at the settings of the channel.");
  }

  /** Messages were given up without a failure that tells it. */
  static Finding lost(String notifier, String channel, int givenUp) {
    return Finding.of(
            "notify.given_up",
            Subject.plugin(notifier),
            "Messages through " + notifier + " were given up; they are in the log")
        .withType(ErrorType.DEPENDENCY_FAILURE)
        .withSeverity(ErrorSeverity.MEDIUM)
        .withCause(channel)
        .withEvidence("given_up", Integer.toString(givenUp))
        .withHint("Look at the settings of the channel, delivery.expiry and delivery.queue.");
  }

  /** Nobody sends through a channel; it says what is lacking. */
  static Finding notSetUp(String channel, String lacking) {
    return Finding.of(
            Notifying.NOT_SET_UP,
            Subject.plugin("notify." + channel),
            "Messages for \"" + channel + "\" go to the log, because nothing is set up for it")
        .withType(ErrorType.CONFIGURATION_ERROR)
        .withSeverity(ErrorSeverity.LOW)
        .withCause(channel)
        .withEvidence("channel", channel)
        .withHint(
            lacking
                + ", or set suggestions.notify_channel: log (in a route or an escalation,"
                + " channel: log)");
  }
}
