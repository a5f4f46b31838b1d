package io.healing.core.logs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds where good runs go on from the end of a run under way. */
final class NextLine {
  /** How many lines before the last one are compared to find the place in a good run. */
  private static final int CONTEXT = 20;

  /** How far from its end the run under way may have logged what no good run knows. */
  private static final int MOST_UNKNOWN = 50;

  private final List<Line> running;
  private final List<List<Line>> good;

  /** A line with its number in its log, from 1, and what tells it from others. */
  private record Line(int number, String text, long mask) {}

  NextLine(List<String> running, Collection<List<String>> good) {
    this.running = lines(running);
    this.good = good.stream().map(NextLine::lines).toList();
  }

  private static List<Line> lines(List<String> log) {
    List<Line> lines = new ArrayList<>();
    for (int at = 0; at < log.size(); at++) {
      String text = log.get(at);
      if (!text.isBlank()) {
        lines.add(new Line(at + 1, text, TellingLines.hash(text)));
      }
    }
    return lines;
  }

  Optional<TellingLines.Next> find() {
    int first = Math.max(0, running.size() - MOST_UNKNOWN);
    for (int at = running.size() - 1; at >= first; at--) {
      List<String> next = after(at);
      if (!next.isEmpty()) {
        return agreed(running.get(at).number(), next);
      }
    }
    return Optional.empty();
  }

  /** The line behind this one in each good run that knows it; empty text where none is. */
  private List<String> after(int last) {
    List<String> next = new ArrayList<>();
    for (List<Line> log : good) {
      int at = place(last, log);
      if (at >= 0) {
        next.add(at + 1 < log.size() ? log.get(at + 1).text() : "");
      }
    }
    return next;
  }

  /**
   * Where most lines before are the same too; of several such places that with the most similar
   * number of lines before it; -1 without one.
   */
  private int place(int last, List<Line> log) {
    int best = -1;
    int longest = 0;
    for (int at = log.size() - 1; at >= 0; at--) {
      int same = common(last, log, at);
      boolean nearer = Math.abs(at - last) < Math.abs(best - last);
      if (same > longest || (same > 0 && same == longest && nearer)) {
        longest = same;
        best = at;
      }
    }
    return best;
  }

  private int common(int last, List<Line> log, int at) {
    int same = 0;
    while (same < CONTEXT
        && same <= last
        && same <= at
        && running.get(last - same).mask() == log.get(at - same).mask()) {
      same++;
    }
    return same;
  }

  /** Most of them must go on alike; two that differ show nothing. */
  private static Optional<TellingLines.Next> agreed(int last, List<String> next) {
    String best = "";
    int most = 0;
    for (String line : next) {
      int same = (int) next.stream().filter(other -> same(line, other)).count();
      if (same > most) {
        most = same;
        best = line;
      }
    }
    return 2 * most > next.size()
        ? Optional.of(new TellingLines.Next(last, best, most, next.size()))
        : Optional.empty();
  }

  private static boolean same(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.equals(other);
    }
    return TellingLines.hash(one) == TellingLines.hash(other);
  }
}
