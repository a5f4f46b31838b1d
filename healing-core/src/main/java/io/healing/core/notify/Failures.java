package io.healing.core.notify;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;

/** What is said of a notifier that could not send. */
final class Failures {
  private Failures() {}

  static Finding of(String notifier, String channel, Throwable cause) {
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
            "The message is in the log and is tried again; look at the settings of the channel.");
  }
}
