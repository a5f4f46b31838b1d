package io.healing.core.notify;

import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.notify.Notification;
import io.healing.api.notify.NotificationKind;
import io.healing.api.notify.Notifier;
import io.healing.api.notify.NotifyChannel;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the application's log; always there, whatever {@code log_level} says, since that is for
 * what Healing says of itself. What wants a person is a warning.
 */
final class LogNotifier implements Notifier {
  private static final Logger LOG = LoggerFactory.getLogger("io.healing.notify");
  private static final String USUAL = HealingNotifyConfig.defaults().session();
  private static final Set<NotificationKind> WANTED =
      Set.of(NotificationKind.GIVE_UP, NotificationKind.SUGGESTION, NotificationKind.REMINDER);

  @Override
  public String id() {
    return "healing.notify-log";
  }

  @Override
  public String channel() {
    return NotifyChannel.LOG.word();
  }

  @Override
  public void send(Notification notification) {
    if (WANTED.contains(notification.kind())) {
      LOG.warn("{}", text(notification));
    } else {
      LOG.info("{}", text(notification));
    }
  }

  static String text(Notification notification) {
    String line =
        Head.of(notification.kind(), notification.subject(), notification.title())
            + recipient(notification.recipient());
    return notification.body().isEmpty() ? line : line + "\n" + notification.body();
  }

  /** The usual one is nobody that a reader of the log knows. */
  private static String recipient(String recipient) {
    return recipient.isBlank() || recipient.equals(USUAL) ? "" : " (for " + recipient + ")";
  }
}
