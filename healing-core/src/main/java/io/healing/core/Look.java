package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.detect.Monitor;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the loop remembers of one monitor between two looks. */
final class Look {
  private final Monitor monitor;
  private final Map<Subject, PluginState> states = new ConcurrentHashMap<>();
  private final Set<String> changed = new HashSet<>();
  private Instant due = Instant.MIN;
  private Instant lastLook = Instant.MIN;
  private boolean underWay;
  private boolean first = true;

  Look(Monitor monitor, Map<Subject, PluginState> kept) {
    this.monitor = monitor;
    states.putAll(kept);
  }

  Monitor monitor() {
    return monitor;
  }

  boolean due(Instant now) {
    return !underWay && !now.isBefore(due);
  }

  void dueNow() {
    due = Instant.MIN;
  }

  void changed(Set<String> jobs) {
    changed.addAll(jobs);
  }

  /** Begins a look; what changed until now is the look's, what changes later is the next one's. */
  Set<String> begin() {
    underWay = true;
    Set<String> taken = Set.copyOf(changed);
    changed.clear();
    return taken;
  }

  boolean first() {
    return first;
  }

  /** What is kept now, not copied: it changes only while no look is under way. */
  Map<Subject, PluginState> states() {
    return Collections.unmodifiableMap(states);
  }

  /** It answered. */
  void ended(Instant began, Map<Subject, PluginState> kept) {
    underWay = false;
    first = false;
    lastLook = began;
    due = began.plus(monitor.interval());
    states.putAll(kept);
  }

  /** It failed: what it did not see is to be seen next time. */
  void failed(Instant began, Set<String> unseen) {
    underWay = false;
    changed.addAll(unseen);
    due = began.plus(monitor.interval());
  }

  boolean underWay() {
    return underWay;
  }

  Instant lastLook() {
    return lastLook;
  }
}
