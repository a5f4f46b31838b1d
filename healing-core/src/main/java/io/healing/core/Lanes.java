package io.healing.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Where calls are made.
 *
 * @param checks monitors, analyzers and whatever only reads
 * @param actions changes to the world, one after the other
 * @param listeners the host's listeners, one event after the other
 * @param messages what is sent to people; a channel that is slow holds nobody up but itself
 */
record Lanes(Lane checks, Lane actions, Lane listeners, Lane messages) {
  private static final int CHECKERS = 3;
  private static final int SENDERS = 3;

  static Lanes threads(LongSupplier nanos) {
    return new Lanes(
        new ThreadLane("healing-check", CHECKERS, nanos),
        new ThreadLane("healing-action", 1, nanos),
        new ThreadLane("healing-listener", 1, nanos),
        new ThreadLane("healing-message", SENDERS, nanos));
  }

  /** For the doctor: checks side by side, and changes on the caller's thread. */
  static Lanes besides(LongSupplier nanos) {
    return new Lanes(
        new ThreadLane("healing-check", CHECKERS, nanos),
        Lane.inline(),
        Lane.inline(),
        Lane.inline());
  }

  /** Takes no further calls, and waits for none. */
  void close() {
    checks.close();
    actions.close();
    listeners.close();
    messages.close();
  }

  static Lanes inline() {
    return new Lanes(Lane.inline(), Lane.inline(), Lane.inline(), Lane.inline());
  }

  /** The calls that do not end and hold every thread of their lane, by the lane. */
  Map<String, List<String>> held() {
    Map<String, List<String>> held = new TreeMap<>();
    held.put("checks", checks.held());
    held.put("actions", actions.held());
    held.put("listeners", listeners.held());
    held.put("messages", messages.held());
    held.values().removeIf(List::isEmpty);
    return held;
  }

  /** Gives the answers that have come; returns how many calls were made but to listeners. */
  int collect() {
    listeners.collect();
    return checks.collect() + actions.collect() + messages.collect();
  }
}
