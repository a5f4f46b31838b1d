package io.healing.core;

import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells the host's listeners, on a lane of their own and one event after the other. One that throws
 * or does not come back is treated as a plug-in is: it becomes a finding, and is rested.
 */
final class Listening {
  private static final int LONGEST = 120;

  private final List<Named> listeners = new CopyOnWriteArrayList<>();
  private final Queue<Observation> faults = new ConcurrentLinkedQueue<>();
  private final Lane lane;
  private final PluginGuard guard;
  private final Duration limit;
  private final InstantSource clock;

  Listening(Lane lane, PluginGuard guard, Duration limit, InstantSource clock) {
    this.lane = lane;
    this.guard = guard;
    this.limit = limit;
    this.clock = clock;
  }

  private record Named(String id, HealingListener listener) {}

  synchronized void add(HealingListener listener) {
    String name = name(listener);
    long same =
        listeners.stream().filter(one -> one.id.matches("\\Q" + name + "\\E(-\\d+)?")).count();
    listeners.add(new Named(same == 0 ? name : name + "-" + (same + 1), listener));
  }

  void tell(HealingEvent event) {
    listeners.stream()
        .filter(one -> guard.ready(one.id, clock.instant()))
        .forEach(one -> tell(one.id, one.listener, event));
  }

  private void tell(String id, HealingListener listener, HealingEvent event) {
    lane.submit(
        id,
        limit,
        () -> {
          listener.on(event);
          return id;
        },
        outcome ->
            outcome.handle(
                told -> well(guard.worked(told)),
                fault -> faults.add(guard.failed(id, fault, clock.instant()))));
  }

  private void well(@org.jspecify.annotations.Nullable Observation said) {
    if (said != null) {
      faults.add(said);
    }
  }

  /** The class that added it, where it is a lambda, whose own name differs in every process. */
  private static String name(HealingListener listener) {
    String name = listener.getClass().getName().replaceFirst("\\$\\$Lambda.*", "");
    return "listener." + name.substring(0, Math.min(name.length(), LONGEST));
  }

  /** What is to be said of them since the last time it was asked. */
  List<Observation> faults() {
    List<Observation> taken = new ArrayList<>();
    for (Observation next = faults.poll(); next != null; next = faults.poll()) {
      taken.add(next);
    }
    return taken;
  }
}
