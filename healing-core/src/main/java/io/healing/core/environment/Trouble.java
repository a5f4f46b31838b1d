package io.healing.core.environment;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.environment.Level;
import org.jspecify.annotations.Nullable;

/**
 * What may be wrong with one part of the environment.
 *
 * @param level how much it matters
 */
record Trouble(Subject subject, ErrorType type, Level level) {
  private static final String PREFIX = "environment.";

  /** With the level that the declaration gives, or else the usual one. */
  static Trouble of(Subject subject, ErrorType type, @Nullable Level declared, Level usual) {
    return new Trouble(subject, type, declared == null ? usual : declared);
  }

  /** This is wrong with it. */
  Finding told(String code, String message, String hint) {
    return Finding.of(PREFIX + code, subject, message)
        .withType(type)
        .withSeverity(level == Level.ERROR ? ErrorSeverity.HIGH : ErrorSeverity.MEDIUM)
        .withHint(hint);
  }

  /** Whether a finding is this one. */
  boolean is(Finding finding, String code) {
    return finding.id().equals(PREFIX + code) && finding.subject().equals(subject);
  }
}
