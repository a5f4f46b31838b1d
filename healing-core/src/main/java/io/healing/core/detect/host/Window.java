package io.healing.core.detect.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What two counters that only grow said at the looks of a sliding window.
 *
 * @param marks oldest first; the first lies at or before the window's begin, where there is one
 */
record Window(List<Mark> marks) {
  private static final int MOST = 512;

  /** What they said at a moment. */
  record Mark(Instant at, double all, double bad) {
    String text() {
      return at.toEpochMilli() + ":" + all + ":" + bad;
    }

    static Mark of(String text) {
      String[] parts = text.split(":", -1);
      return new Mark(
          Instant.ofEpochMilli(Long.parseLong(parts[0])),
          Double.parseDouble(parts[1]),
          Double.parseDouble(parts[2]));
    }
  }

  static Window of(String text) {
    List<Mark> marks = new ArrayList<>();
    for (String part : Words.list(text)) {
      marks.add(Mark.of(part));
    }
    return new Window(marks);
  }

  String text() {
    return marks.stream().map(Mark::text).collect(Collectors.joining(","));
  }

  /** With what they say now. Counters that became smaller began anew: what was before is gone. */
  Window with(Mark now, Duration span) {
    List<Mark> kept = new ArrayList<>(marks);
    if (!kept.isEmpty() && (last().all > now.all || last().bad > now.bad)) {
      kept.clear();
      kept.add(new Mark(now.at, 0, 0));
    }
    kept.add(now);
    Instant from = now.at.minus(span);
    while (kept.size() > 2 && (!kept.get(1).at.isAfter(from) || kept.size() > MOST)) {
      kept.remove(0);
    }
    return new Window(kept);
  }

  Mark last() {
    return marks.get(marks.size() - 1);
  }

  /** How many more in the window. */
  double all() {
    return last().all - marks.get(0).all;
  }

  /** How many more of them bad. */
  double bad() {
    return last().bad - marks.get(0).bad;
  }
}
