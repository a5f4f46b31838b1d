package io.healing.quartz;

import io.healing.quartz.Rows.FiredRow;
import io.healing.quartz.Rows.NodeRow;
import io.healing.quartz.Rows.Sample;
import io.healing.quartz.Rows.TriggerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Since when rows are as they are, by the clock of the database alone: no moment that an instance
 * wrote is held against it, only whether that moment moves. Not thread-safe.
 */
final class Sightings {
  private static final int LOOKS = 3;

  private final Map<Object, Seen> seen = new HashMap<>();
  private Set<String> alive = new HashSet<>();
  private Duration after = Duration.ZERO;
  private Instant now = Instant.EPOCH;

  private record Seen(Object row, Instant since, int looks) {}

  private record Key(Class<?> kind, Object name) {}

  /** Takes up a look. */
  void see(Sample sample, String ourInstance, Duration enough) {
    now = sample.now();
    after = enough;
    Set<Object> here = new HashSet<>();
    sample.nodes().forEach(row -> note(key(row), row, here));
    alive = new HashSet<>(Set.of(ourInstance));
    sample.nodes().stream()
        .filter(row -> !longEnough(key(row)))
        .forEach(row -> alive.add(row.instance()));
    for (TriggerRow row : sample.taken()) {
      if (!held(row, sample)) {
        note(key(row), row, here);
      }
    }
    sample.fired().stream()
        .filter(row -> !alive.contains(row.instance()))
        .forEach(row -> note(new Key(FiredRow.class, row), row, here));
    seen.keySet().retainAll(here);
  }

  private void note(Key key, Object row, Set<Object> here) {
    here.add(key);
    Seen before = seen.get(key);
    boolean same = before != null && before.row().equals(row);
    seen.put(
        key,
        same && before != null
            ? new Seen(row, before.since(), before.looks() + 1)
            : new Seen(row, now, 1));
  }

  private static Key key(NodeRow row) {
    return new Key(NodeRow.class, row.instance());
  }

  private static Key key(TriggerRow row) {
    return new Key(TriggerRow.class, row.at());
  }

  private boolean longEnough(Key key) {
    Seen at = seen.get(key);
    return at != null
        && at.looks() >= LOOKS
        && !Duration.between(at.since(), now).minus(after).isNegative();
  }

  /** Whether an instance has the trigger, or runs the job for which it waits. */
  private static boolean held(TriggerRow row, Sample sample) {
    boolean waits = !row.state().equals("ACQUIRED");
    return sample.fired().stream()
        .anyMatch(fired -> fired.at().equals(row.at()) || (waits && fired.job().equals(row.job())));
  }

  /** Whether the trigger stands there, held by nobody, for long enough, and should have fired. */
  boolean stuck(TriggerRow row, Sample sample) {
    boolean due = Instant.ofEpochMilli(row.next()).plus(after).isBefore(sample.now());
    return longEnough(key(row)) && (due || !row.state().equals("ACQUIRED"));
  }

  /** Since when it was seen so; now when it was not seen yet. */
  Instant since(TriggerRow row) {
    Seen at = seen.get(key(row));
    return at == null ? now : at.since();
  }

  /** Whether it was left by an instance that no longer lives. */
  boolean left(FiredRow row) {
    return longEnough(new Key(FiredRow.class, row));
  }
}
