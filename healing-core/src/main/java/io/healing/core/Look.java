package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.config.LimitsConfig;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.Monitor;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the loop remembers of one monitor between two looks. */
final class Look {
  private final Monitor monitor;
  private final Duration interval;
  private final LookTime time;
  private final Map<Subject, PluginState> states = new ConcurrentHashMap<>();
  private final Set<String> changed = new HashSet<>();
  private Instant due = Instant.MIN;
  private Instant lastLook = Instant.MIN;
  private boolean underWay;
  private boolean first = true;
  private boolean failing;
  private long begunIn;
  private long lookedIn;

  Look(Monitor monitor, Map<Subject, PluginState> kept) {
    this.monitor = monitor;
    this.interval = monitor.interval();
    this.time = new LookTime(monitor.id());
    states.putAll(kept);
  }

  Monitor monitor() {
    return monitor;
  }

  /** How long its looks take. */
  LookTime time() {
    return time;
  }

  /** Whether it may say something of this subject: checks of the environment look at no job. */
  boolean concerns(Subject subject) {
    return subject.isEnvironment() || !(monitor instanceof EnvironmentCheck);
  }

  /** How long it may take; a check of the environment may ask other programs. */
  Duration limit(LimitsConfig limits) {
    return monitor instanceof EnvironmentCheck ? limits.commandTimeout() : limits.checkTimeout();
  }

  boolean due(Instant now) {
    return !underWay && Times.come(due, interval, now);
  }

  void dueNow() {
    due = Instant.MIN;
  }

  void changed(Set<String> jobs) {
    changed.addAll(jobs);
  }

  /** Begins a look; what changed until now is the look's, what changes later is the next one's. */
  Set<String> begin(long turn) {
    underWay = true;
    begunIn = turn;
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
    failing = false;
    lookedIn = begunIn;
    lastLook = began;
    due = began.plus(interval);
    states.putAll(kept);
  }

  /** It failed: what it did not see is to be seen next time. */
  void failed(Instant began, Set<String> unseen) {
    underWay = false;
    failing = true;
    changed.addAll(unseen);
    due = began.plus(interval);
  }

  /** Whether its last look failed, so that nothing can be said by it. */
  boolean failing() {
    return failing;
  }

  /** The turn of the loop in which the last look began that succeeded; 0 before the first. */
  long lookedIn() {
    return lookedIn;
  }

  Instant lastLook() {
    return lastLook;
  }
}
