package io.healing.core.notify;

import io.healing.api.config.LogLevel;
import io.healing.api.notify.Notification;
import io.healing.api.notify.NotificationKind;
import io.healing.api.notify.Notifier;
import io.healing.api.notify.NotifyChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the application's log; always there. */
final class LogNotifier implements Notifier {
  private static final Logger LOG = LoggerFactory.getLogger("io.healing.notify");

  private final LogLevel least;

  /**
   * @param least nothing below this level is handed to the application's log
   */
  LogNotifier(LogLevel least) {
    this.least = least;
  }

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
    if (notification.kind() == NotificationKind.GIVE_UP) {
      if (least.lets(LogLevel.WARNING)) {
        LOG.warn("{}", text(notification));
      }
    } else if (least.lets(LogLevel.INFO)) {
      LOG.info("{}", text(notification));
    }
  }

  static String text(Notification notification) {
    String line =
        notification.kind().word()
            + " of "
            + notification.subject()
            + " to "
            + notification.recipient()
            + ": "
            + notification.title();
    return notification.body().isEmpty() ? line : line + "\n" + notification.body();
  }
}
