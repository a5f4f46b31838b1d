package io.healing.dbscheduler;

import io.healing.dbscheduler.Table.Picked;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Executions that a scheduler has, and for which it gives no sign of life. A sign of life is held
 * against the one before, never against a clock: whoever wrote it may have another. What is counted
 * is the time over which we looked and it stood still; between two looks at most half a heartbeat's
 * interval counts, so that a machine that slept, or a clock that jumped, makes nobody silent. Not
 * thread-safe.
 */
final class Orphans {
  private static final int LOOKS = 3;
  private static final int HEARTBEATS = 2;
  private static final Duration SLACK = Duration.ofSeconds(10);
  private static final int SLACK_PART = 4;

  private final Rhythm rhythm;
  private Map<String, Seen> seen = Map.of();
  private @Nullable Instant last;

  Orphans(Rhythm rhythm) {
    this.rhythm = rhythm;
  }

  /**
   * For how long silence is nothing.
   *
   * @param heartbeat the time between two signs of life, as it was configured
   * @param missed after how many of them a scheduler takes an execution for dead
   */
  record Patience(Duration heartbeat, long missed) {
    /** One heartbeat may be lost, each may be as late as the scheduler itself thinks harmless. */
    Duration silence() {
      Duration part = heartbeat.dividedBy(SLACK_PART);
      Duration slack = part.compareTo(SLACK) < 0 ? part : SLACK;
      return heartbeat.plus(slack).multipliedBy(HEARTBEATS);
    }

    /** The scheduler looks for dead executions only once in two heartbeats. */
    Duration takeOver() {
      return heartbeat.multipliedBy(missed + HEARTBEATS);
    }

    Patience atLeast(Duration interval) {
      return interval.compareTo(heartbeat) > 0 ? new Patience(interval, missed) : this;
    }
  }

  /**
   * An execution that nobody seems to run.
   *
   * @param row as it stands
   * @param still for how long it was seen to stand still
   * @param until when a living scheduler with its task has taken it over at the latest
   */
  record Orphan(Picked row, Duration still, Instant until) {}

  private record Seen(Picked row, Instant since, Duration still, int looks) {
    Seen after(Duration gap) {
      return new Seen(row, since, still.plus(gap), looks + 1);
    }

    boolean silent(Patience patience) {
      return looks >= LOOKS && still.compareTo(patience.silence()) > 0;
    }
  }

  /**
   * Takes up a look.
   *
   * @param housekeeping whether the scheduler of this program gives signs of life itself; how often
   *     it does is then waited for, so that those of a longer interval are not thought silent
   */
  List<Orphan> look(List<Picked> rows, Instant now, Patience said, boolean housekeeping) {
    Optional<Duration> interval = rhythm.interval();
    Patience patience = said.atLeast(interval.orElse(Duration.ZERO));
    see(rows, now, patience.heartbeat().dividedBy(HEARTBEATS));
    if (interval.isEmpty() && housekeeping) {
      return List.of();
    }
    return rows.stream()
        .flatMap(row -> Stream.ofNullable(seen.get(row.key())))
        .filter(one -> one.silent(patience))
        .map(one -> new Orphan(one.row(), one.still(), one.since().plus(patience.takeOver())))
        .toList();
  }

  private void see(List<Picked> rows, Instant now, Duration most) {
    Duration gap = gap(now, most);
    Map<String, Seen> all = new HashMap<>();
    for (Picked row : rows) {
      Seen before = seen.get(row.key());
      all.put(
          row.key(),
          before != null && before.row().equals(row)
              ? before.after(gap)
              : new Seen(row, now, Duration.ZERO, 1));
    }
    seen = all;
    last = now;
  }

  private Duration gap(Instant now, Duration most) {
    Instant before = last;
    if (before == null || now.isBefore(before)) {
      return Duration.ZERO;
    }
    Duration gap = Duration.between(before, now);
    return gap.compareTo(most) > 0 ? most : gap;
  }
}
