package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.config.LimitsConfig;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** What the loop remembers of one monitor between two looks. */
final class Look {
  private final Monitor monitor;
  private final Duration interval;
  private final LookTime time;
  private final Map<Subject, PluginState> states = new ConcurrentHashMap<>();
  private final Set<String> changed = new HashSet<>();
  private final AtomicBoolean wanted = new AtomicBoolean();
  private Instant due = Instant.MIN;
  private Instant lastLook = Instant.MIN;
  private final Unclear unclear = new Unclear();
  private final Map<Subject, Instant> lookedAgain = new HashMap<>();
  private final Map<Subject, Instant> seen = new HashMap<>();
  private Set<Subject> again = Set.of();
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
    if (!underWay && wanted.getAndSet(false)) {
      dueNow();
    }
    return !underWay && (inTurn(now) || !unclear.due(now).isEmpty());
  }

  private boolean inTurn(Instant now) {
    return Times.come(due, interval, now);
  }

  /** It was told of something; on any thread. */
  void wanted() {
    wanted.set(true);
  }

  void dueNow() {
    due = Instant.MIN;
  }

  void changed(Set<String> jobs) {
    changed.addAll(jobs);
  }

  /**
   * Begins a look. What changed until now is the look's, what changes later is the next one's; a
   * look out of turn is for what was not clear, and leaves what changed for the one in turn.
   */
  Set<String> begin(Instant now, long turn) {
    underWay = true;
    if (!inTurn(now)) {
      again = unclear.due(now);
      return again.stream().map(Subject::name).collect(Collectors.toSet());
    }
    again = Set.of();
    begunIn = turn;
    Set<String> taken = Set.copyOf(changed);
    changed.clear();
    return taken;
  }

  /** What the look that is under way is for; empty when it is for all. */
  Set<Subject> again() {
    return again;
  }

  boolean first() {
    return first;
  }

  /** What is kept now, not copied: it changes only while no look is under way. */
  Map<Subject, PluginState> states() {
    return Collections.unmodifiableMap(states);
  }

  /** It answered. */
  void ended(Instant began, Observation said) {
    underWay = false;
    failing = false;
    if (again.isEmpty()) {
      first = false;
      lookedIn = begunIn;
      lastLook = began;
      due = began.plus(interval);
      lookedAgain.clear();
      seen.clear();
    } else {
      again.forEach(subject -> lookedAgain.put(subject, began));
    }
    told(began, said);
    saw(began, said);
    states.putAll(said.states());
  }

  /** Keeps nothing of a subject that no look is about any more; whether it had kept a state. */
  boolean forget(Subject subject) {
    unclear.clear(Set.of(subject));
    changed.remove(subject.name());
    return states.remove(subject) != null;
  }

  /** What it said something of; a subject that it does not name was not looked at. */
  private void saw(Instant began, Observation said) {
    said.clear().forEach(subject -> seen.put(subject, began));
    said.findings().forEach(finding -> seen.put(finding.subject(), began));
  }

  /** When the last look began that said of this subject that it is well or sick. */
  Instant lastSeen(Subject subject) {
    return seen.getOrDefault(subject, Instant.MIN);
  }

  /** What a look was for and is not named any more is not waited for either. */
  private void told(Instant began, Observation said) {
    Map<Subject, Duration> open = said.checkAgain();
    Set<Subject> named = new HashSet<>(said.clear());
    said.findings().forEach(finding -> named.add(finding.subject()));
    named.addAll(said.noData().keySet());
    named.addAll(again);
    named.removeAll(open.keySet());
    unclear.clear(named);
    open.forEach((subject, after) -> unclear.add(subject, began, after));
  }

  /** It failed: what it did not see is to be seen next time. */
  void failed(Instant began, Set<String> unseen) {
    underWay = false;
    failing = true;
    if (again.isEmpty()) {
      changed.addAll(unseen);
      due = began.plus(interval);
    }
    unclear.putOff(unclear.due(began), began.plus(interval));
  }

  /** Whether its last look failed, so that nothing can be said by it. */
  boolean failing() {
    return failing;
  }

  /** Whether its last word about a subject was that it is not clear yet. */
  boolean unclear(Subject subject) {
    return unclear.contains(subject);
  }

  /** The turn of the loop in which the last look in turn began that succeeded; 0 before it. */
  long lookedIn() {
    return lookedIn;
  }

  /** When the last look at a subject began of which something is clear. */
  Instant lastLook(Subject subject) {
    if (unclear(subject)) {
      return Instant.MIN;
    }
    Instant out = lookedAgain.getOrDefault(subject, Instant.MIN);
    return out.isAfter(lastLook) ? out : lastLook;
  }
}
