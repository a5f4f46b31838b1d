package io.healing.core.notify;

import io.healing.api.HealingException;
import io.healing.api.Options;
import io.healing.api.notify.Notifier;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who sends through which channel, and which are set up as far as their notifiers have said.
 * Notifiers are only asked by {@link #ask}, which may take its time; all else is used on the loop's
 * thread.
 */
final class Channels {
  private static final String OURS = "healing.";
  private static final Duration OFTEN = Duration.ofSeconds(5);

  private final Map<String, Notifier> known = new HashMap<>();

  /** What they lack, by channel; an empty text where it is nothing. */
  private final Map<String, String> answers = new HashMap<>();

  private final Map<String, Instant> asked = new HashMap<>();
  private final Set<String> asking = new HashSet<>();
  private final Set<String> used = new HashSet<>();
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
    answers.put(log.channel(), "");
    asking.add(log.channel());
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

  /** Who sends through it, set up or not. */
  Optional<Notifier> find(String channel) {
    return Optional.ofNullable(known.get(channel));
  }

  /** Who sends through it; empty when nobody is set up for it, or nobody has said so yet. */
  Optional<Notifier> ready(String channel) {
    return find(channel).filter(notifier -> "".equals(answers.get(channel)));
  }

  /** Whether there is somebody for it who has not said yet whether it is set up. */
  boolean unknown(String channel) {
    return known.containsKey(channel) && !answers.containsKey(channel);
  }

  /** Why nobody is set up for it. */
  String lacking(String channel) {
    return known.containsKey(channel)
        ? answers.getOrDefault(channel, "")
        : "Register a notifier for \"" + channel + "\"";
  }

  /** Whether nobody is set up for what is needed; who is there is asked again from now on. */
  boolean missing(String channel) {
    boolean missing = !unknown(channel) && ready(channel).isEmpty();
    if (missing) {
      use(channel);
    }
    return missing;
  }

  /** Something was to go through it, so it is asked from time to time from now on. */
  void use(String channel) {
    used.add(channel);
  }

  /**
   * Which are to be asked now; each counts as being asked until it has answered.
   *
   * @param ready whether a notifier may be called now, by its id
   */
  List<String> toAsk(Instant now, Predicate<String> ready) {
    List<String> ask =
        known.keySet().stream()
            .filter(channel -> !asking.contains(channel) && due(channel, now))
            .filter(channel -> find(channel).filter(one -> ready.test(one.id())).isPresent())
            .sorted()
            .toList();
    asking.addAll(ask);
    ask.forEach(channel -> asked.put(channel, now));
    return ask;
  }

  private boolean due(String channel, Instant now) {
    Instant before = asked.get(channel);
    boolean wanted = used.contains(channel) || unknown(channel);
    return before == null || (wanted && !now.isBefore(before.plus(OFTEN)));
  }

  /** What it lacks, as its notifier says now. Thread-safe. */
  Optional<String> ask(String channel) {
    Notifier notifier = find(channel).orElseThrow();
    return Objects.requireNonNull(notifier.lacking(options(notifier)), "lacking");
  }

  /**
   * It has answered.
   *
   * @param lacking empty where it is nothing, null where it could not be asked
   * @return whether this is the first answer
   */
  boolean answered(String channel, @Nullable String lacking) {
    asking.remove(channel);
    return lacking != null && answers.put(channel, lacking) == null;
  }

  Options options(Notifier notifier) {
    return options.apply(notifier.id());
  }
}
