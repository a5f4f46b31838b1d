package io.healing.api.notify;

import io.healing.api.Plugin;

/** A channel to people. */
public interface Notifier extends Plugin {
  /** The word for it in {@code notify_channel}: {@code log}, {@code webhook}, {@code mail} … */
  String channel();

  /** Sends it, or throws when it could not be sent. Called from a thread of the checks lane. */
  void send(Notification notification);
}
