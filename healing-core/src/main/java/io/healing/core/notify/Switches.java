package io.healing.core.notify;

import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.SuggestionBehaviorConfig;

/** The switch of each kind of message. */
final class Switches {
  private Switches() {}

  static boolean on(
      NotificationKind kind,
      HealingNotifyConfig switches,
      SuggestionBehaviorConfig behavior,
      DeliveryConfig delivery) {
    return switch (kind) {
      case SUGGESTION -> behavior.notifyOnSuggestion();
      case ANALYSIS -> switches.onAnalysis();
      case FIX_ATTEMPT -> switches.onFixAttempt();
      case SUCCESS -> switches.onSuccess();
      case GIVE_UP -> switches.onGiveUp();
      case REMINDER -> delivery.reminders() > 0;
      case RESOLVED -> delivery.tellResolved();
    };
  }
}
