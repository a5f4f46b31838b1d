package io.healing.core.notify;

import io.healing.api.HealingException;
import io.healing.api.Options;
import io.healing.api.notify.Notifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Who sends through which channel. Immutable. */
final class Channels {
  private static final String OURS = "healing.";

  private final Map<String, Notifier> known = new HashMap<>();
  private final Function<String, Options> options;

  /**
   * @param log takes what goes to the log, unless one of these does
   * @param options the option values of a plug-in by its id
   */
  Channels(List<Notifier> notifiers, Notifier log, Function<String, Options> options) {
    this.options = options;
    notifiers.stream().filter(notifier -> !ours(notifier)).forEach(this::put);
    notifiers.stream().filter(Channels::ours).forEach(n -> known.putIfAbsent(n.channel(), n));
    known.putIfAbsent(log.channel(), log);
  }

  private static boolean ours(Notifier notifier) {
    return notifier.id().startsWith(OURS);
  }

  private void put(Notifier notifier) {
    Notifier other = known.put(notifier.channel(), notifier);
    if (other != null) {
      throw new HealingException(
          "The channel \""
              + notifier.channel()
              + "\" has two notifiers: "
              + other.id()
              + " and "
              + notifier.id(),
          "Register one of them.");
    }
  }

  /** Who sends through it; empty when nobody is set up for it. */
  Optional<Notifier> ready(String channel) {
    return Optional.ofNullable(known.get(channel))
        .filter(notifier -> notifier.lacking(options(notifier)).isEmpty());
  }

  /** Why nobody is set up for it. */
  String lacking(String channel) {
    Notifier notifier = known.get(channel);
    return notifier == null
        ? "Register a notifier for \"" + channel + "\""
        : notifier.lacking(options(notifier)).orElse("");
  }

  Options options(Notifier notifier) {
    return options.apply(notifier.id());
  }
}
