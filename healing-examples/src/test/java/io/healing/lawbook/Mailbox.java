package io.healing.lawbook;

import io.healing.api.notify.Notification;
import io.healing.api.notify.Notifier;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is sent through a channel. */
final class Mailbox implements Notifier {
  private final String channel;
  final List<Notification> received = new CopyOnWriteArrayList<>();

  Mailbox(String channel) {
    this.channel = channel;
  }

  @Override
  public String id() {
    return "test." + channel;
  }

  @Override
  public String channel() {
    return channel;
  }

  @Override
  public void send(Notification notification) {
    received.add(notification);
  }
}
