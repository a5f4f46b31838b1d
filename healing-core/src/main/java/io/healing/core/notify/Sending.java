package io.healing.core.notify;

import io.healing.api.Options;
import io.healing.api.notify.NotDeliveredException;
import io.healing.api.notify.Notifier;
import java.time.Instant;

/** Hands letters to the notifiers, in the form that each takes. Thread-safe as far as they are. */
final class Sending {
  private static final String LOG = "log";

  private final NotifySettings settings;
  private final Channels channels;
  private final Notifier log;
  private final LetterText outside;
  private final LetterText inside;

  Sending(NotifySettings settings, Channels channels, Notifier log) {
    this.settings = settings;
    this.channels = channels;
    this.log = log;
    outside = LetterText.outside(settings);
    inside = LetterText.inside(settings);
  }

  /**
   * Sends a letter; may take its time.
   *
   * @throws NotDeliveredException when nobody is set up for its channel any more
   */
  void send(Letter letter) {
    String channel = letter.to().channel();
    channels.ask(channel).ifPresent(lacking -> goneSince(channel, lacking));
    Notifier notifier = channels.find(channel).orElseThrow();
    Options options = channels.options(notifier);
    LetterText form = channel.equals(LOG) ? inside : outside;
    notifier.send(form.of(letter, notifier.longest(), now(), options));
  }

  /** Writes a letter into the log, whatever its channel is. */
  void keep(Letter letter) {
    log.send(inside.of(letter, log.longest(), now(), channels.options(log)));
  }

  private Instant now() {
    return settings.clock().instant();
  }

  private static void goneSince(String channel, String lacking) {
    throw NotDeliveredException.later("Nothing is set up for \"" + channel + "\"", lacking);
  }
}
