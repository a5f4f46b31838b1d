package io.healing.core;

import io.healing.api.config.LimitsConfig;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Observation;
import io.healing.api.notify.NotDeliveredException;
import io.healing.core.notify.NotSent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which failures of a channel people are to hear of. A server that is busy for a moment is asked
 * again without a word beyond the log; it is news once that has failed {@code
 * limits.plugin_failures} times in a row, once the channel asks for more than {@code
 * limits.plugin_rest} of patience, and where a message was given up.
 */
final class Unsent {
  private final LimitsConfig limits;
  private final Map<String, Integer> inARow = new HashMap<>();

  Unsent(LimitsConfig limits) {
    this.limits = limits;
  }

  /** Whether people are to hear that this was not sent. */
  boolean isNews(String notifier, NotSent unsent, Throwable fault) {
    int failures = inARow.merge(notifier, 1, Integer::sum);
    boolean patience =
        fault instanceof NotDeliveredException said
            && said.after() != null
            && said.after().compareTo(limits.pluginRest()) > 0;
    return !unsent.again() || patience || failures >= limits.pluginFailures();
  }

  /** It has sent something. */
  void sent(String notifier) {
    inARow.remove(notifier);
  }

  /** Until when the channel is left alone, for the log; empty where it is not. */
  static String rest(Observation said) {
    return said.findings().stream()
        .map(Finding::evidence)
        .flatMap(
            evidence ->
                Stream.of("rested_until", "left_alone_until")
                    .flatMap(key -> Optional.ofNullable(evidence.get(key)).stream()))
        .map(until -> ". It is left alone until " + until)
        .collect(Collectors.joining());
  }
}
