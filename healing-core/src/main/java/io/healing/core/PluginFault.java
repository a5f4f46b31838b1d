package io.healing.core;

import io.healing.api.HealingException;
import java.util.concurrent.TimeoutException;

/** What a plug-in did wrong, in words for a person, and what mends it. */
final class PluginFault {
  private PluginFault() {}

  /** What went wrong, in one line. */
  static String words(Throwable cause) {
    if (cause instanceof HealingException told) {
      return told.getMessage().lines().findFirst().orElse("");
    }
    String kind = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? kind : kind + ": " + cause.getMessage();
  }

  static String hint(Throwable cause) {
    if (cause instanceof HealingException told && !told.hint().isEmpty()) {
      return told.hint();
    }
    if (cause instanceof TimeoutException) {
      return "Let it answer faster, or allow more time in self_healing.limits (check_timeout,"
          + " analysis_timeout, action_timeout).";
    }
    if (cause instanceof ClassCastException || cause instanceof LinkageError) {
      return "It gives or expects another type or method: build it against the versions that run,"
          + " of Healing and of the library that is named; its stack shows where.";
    }
    return "Look at its stack, mend or remove the plug-in.";
  }
}
