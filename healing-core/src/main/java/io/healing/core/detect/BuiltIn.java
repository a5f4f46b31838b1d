package io.healing.core.detect;

import io.healing.api.detect.Monitor;
import java.time.Duration;
import java.util.List;

/** The list of the built-in monitors. */
final class BuiltIn {
  /** A hung run is looked at a few seconds apart; while nothing runs long this costs nothing. */
  private static final Duration OVERDUE = Duration.ofSeconds(5);

  private BuiltIn() {}

  static List<Monitor> monitors(Duration interval, boolean patterns) {
    Duration often = interval.compareTo(OVERDUE) < 0 ? interval : OVERDUE;
    return List.of(
        new FailedMonitor(interval, patterns),
        new FailingMonitor(interval),
        new OverdueMonitor(often, new Deadlocks()),
        new MissedMonitor(interval),
        new SilencedMonitor(interval),
        new TooFastMonitor(interval),
        new TooSmallMonitor(interval),
        new SlaMonitor(interval),
        new OrphanedMonitor(interval));
  }
}
