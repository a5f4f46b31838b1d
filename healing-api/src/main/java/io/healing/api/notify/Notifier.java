package io.healing.api.notify;

import io.healing.api.Options;
import io.healing.api.Plugin;
import java.util.Optional;

/**
 * A channel to people. What is to be sent is kept in the store until {@link #send} returns, tried
 * again when it throws, and given up after {@code delivery.attempts} or {@code delivery.expiry}.
 */
public interface Notifier extends Plugin {
  /** The word for it in {@code notify_channel}: {@code log}, {@code webhook}, {@code mail} … */
  String channel();

  /**
   * Why nothing can be sent with these options, in one sentence with its mend; empty when it can.
   * What would have been sent goes to the log then, with one finding. By default it always can.
   * Called from a thread of the lane of messages at the start, before each message, and every 5
   * seconds once there was one or where it lacks something and the configuration names the channel,
   * interrupted after {@code delivery.timeout}. When it throws, nothing is set up.
   */
  default Optional<String> lacking(Options options) {
    return Optional.empty();
  }

  /**
   * How many characters of text the channel takes, title and body together, 200 or more; what is
   * longer is cut in its evidence. By default 16,384.
   */
  default int longest() {
    return 16_384;
  }

  /**
   * Sends it, or throws when it could not be sent: {@link NotDeliveredException} where it is known
   * whether to try again. Called from a thread of the lane of messages, one call of a notifier at a
   * time, interrupted after {@code delivery.timeout}. The same notification may come again after a
   * crash; its id is the same then.
   */
  void send(Notification notification);
}
