package io.healing.core.notify;

import io.healing.api.detect.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What was given up, by channel, and of which channels that is still to be told. */
final class Losses {
  private final Map<String, Integer> givenUp = new HashMap<>();
  private final Set<String> untold = new TreeSet<>();

  void add(Letter letter) {
    untold.add(letter.to().channel());
    givenUp.merge(letter.to().channel(), 1, Integer::sum);
  }

  /** It is told in another way. */
  void told(String channel) {
    untold.remove(channel);
  }

  /**
   * What is still to be told, once.
   *
   * @param names who sends through a channel
   */
  List<Finding> findings(UnaryOperator<String> names) {
    List<Finding> findings =
        untold.stream()
            .map(channel -> Failures.lost(names.apply(channel), channel, count(channel)))
            .toList();
    untold.clear();
    return findings;
  }

  int count(String channel) {
    return givenUp.getOrDefault(channel, 0);
  }
}
