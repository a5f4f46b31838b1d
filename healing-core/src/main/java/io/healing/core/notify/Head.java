package io.healing.core.notify;

import io.healing.api.Subject;
import io.healing.api.notify.NotificationKind;

/**
 * The first words of a message where nothing else says of what kind it is, and whom it concerns.
 */
final class Head {
  private Head() {}

  /** As in {@code A person is needed for report: The last run failed}. */
  static String of(NotificationKind kind, Subject subject, String title) {
    return words(kind) + subject + ": " + title;
  }

  /** A title of the others says by itself what they are. */
  private static String words(NotificationKind kind) {
    return switch (kind) {
      case GIVE_UP -> "A person is needed for ";
      case REMINDER -> "A person is still needed for ";
      case SUGGESTION -> "A person is asked about ";
      case ANALYSIS -> "Looked into ";
      case FIX_ATTEMPT, SUCCESS, RESOLVED -> "";
    };
  }
}
