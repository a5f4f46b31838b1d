package io.healing.core.detect.host;

import io.healing.api.Subject;
import io.healing.api.detect.MetricName;
import io.healing.api.host.Handle;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what the program handed over: connection pools, which have readings {@code active}, {@code
 * max_size} and {@code waiting}, and queues, which have {@code queued}.
 */
final class Pools {
  private static final double ALL = 100;

  private final List<Handle> handles;

  Pools(List<Handle> handles) {
    this.handles = handles;
  }

  /** One handle with what it shows now. */
  private record Shown(Handle handle, Map<String, Double> readings) {
    double get(String name) {
      return readings.getOrDefault(name, 0.0);
    }

    boolean has(String... names) {
      return readings.keySet().containsAll(List.of(names));
    }

    String which() {
      return Words.which(handle.target().toString());
    }

    Subject subject() {
      return Words.part(handle.target().toString());
    }
  }

  private static Optional<Shown> shown(Handle handle, Sheet sheet) {
    try {
      return Optional.of(new Shown(handle, handle.readings()));
    } catch (RuntimeException e) {
      Subject subject = Words.part(handle.target().toString());
      sheet.noData(subject, handle.target() + " cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  void connections(Sheet sheet) {
    for (Handle handle : handles) {
      shown(handle, sheet)
          .filter(shown -> shown.has("active", "max_size", "waiting"))
          .ifPresent(pool -> connections(pool, sheet));
    }
  }

  private static void connections(Shown pool, Sheet sheet) {
    double most = pool.get("max_size");
    if (most < 1) {
      sheet.noData(pool.subject(), pool.handle + " has no largest size");
      return;
    }
    double used = ALL * pool.get("active") / most;
    double waiting = pool.get("waiting");
    String words =
        "%s of %s connections of %s are in use, %s callers wait%s"
            .formatted(
                Words.number(pool.get("active")),
                Words.number(most),
                pool.handle.target(),
                Words.number(waiting),
                used >= ALL ? ": it is used up" : "");
    Levels levels = LevelMonitor.percent(sheet.options());
    sheet.saw(new Sheet.Entry(pool.subject(), pool.which(), used, levels, words, seen(pool)));
  }

  private static Map<String, String> seen(Shown shown) {
    return Concerned.handle(
        shown.handle, Map.of("readings", new java.util.TreeMap<>(shown.readings).toString()));
  }

  void queues(Sheet sheet) {
    for (Handle handle : handles) {
      shown(handle, sheet)
          .filter(shown -> shown.has("queued"))
          .ifPresent(queue -> queue(queue, sheet));
    }
  }

  private static void queue(Shown queue, Sheet sheet) {
    sheet.sample(MetricName.of(MetricName.QUEUED, queue.which()), queue.get("queued"));
    double turnedAway = turnedAway(queue, sheet);
    if (!queue.has("queue_size") && turnedAway == 0) {
      sheet.noData(queue.subject(), queue.handle.target() + " has no bound to be compared with");
      return;
    }
    double used = queue.has("queue_size") ? ALL * queue.get("queued") / queue.get("queue_size") : 0;
    String words =
        Words.number(queue.get("queued"))
            + (queue.has("queue_size") ? " of " + Words.number(queue.get("queue_size")) : "")
            + " wait in "
            + queue.handle.target()
            + (turnedAway > 0 ? ", " + Words.number(turnedAway) + " were turned away" : "");
    double value = turnedAway > 0 ? Math.max(ALL, used) : used;
    Levels levels = LevelMonitor.percent(sheet.options());
    sheet.saw(new Sheet.Entry(queue.subject(), queue.which(), value, levels, words, seen(queue)));
  }

  /** Since the look before; a smaller number is another pool of the same name. */
  private static double turnedAway(Shown queue, Sheet sheet) {
    if (!queue.has("rejected")) {
      return 0;
    }
    String before = sheet.memo(queue.subject());
    sheet.memo(queue.subject(), Double.toString(queue.get("rejected")));
    return before.isEmpty() ? 0 : Math.max(0, queue.get("rejected") - Double.parseDouble(before));
  }
}
