package io.healing.lawbook;

import io.healing.api.notify.NotDeliveredException;
import io.healing.api.notify.Notification;
import io.healing.api.notify.Notifier;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The channel slack, with one recipient that does not exist. */
final class ChoosyNotifier implements Notifier {
  private final String gone;
  final List<String> taken = new CopyOnWriteArrayList<>();

  ChoosyNotifier(String gone) {
    this.gone = gone;
  }

  @Override
  public String id() {
    return "test.choosy";
  }

  @Override
  public String channel() {
    return "slack";
  }

  @Override
  public void send(Notification notification) {
    if (notification.recipient().equals(gone)) {
      throw NotDeliveredException.refused("There is no room " + gone, "Name another.");
    }
    taken.add(notification.recipient());
  }
}
