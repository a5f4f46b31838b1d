package io.healing.core.logs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the lines of a failed run's log that explain the failure, by comparing with the logs of
 * good runs of the same job.
 *
 * <p>A line explains when no good log has one of the same mask and it speaks of trouble: by its
 * level, a stack frame, the name of an error, or such words as <i>denied</i>. With it goes what
 * only this log has and stands beside it. What is marked as information or as a warning, what only
 * says that the build failed, and how to find out more, does not explain. Gaps of a few lines
 * between telling lines are closed, and further lines at the level of an error that follow belong
 * to it although good logs have them too.
 *
 * <p>Without state; thread-safe. The time and memory taken grow with the number of lines.
 */
public final class TellingLines {
  private static final int MOST_AFTER = 10;
  private static final int MOST_BEFORE = 2;
  private static final int LONGEST_GAP = 6;
  private static final int MOST_OF_LEVEL = 10;
  private static final double SURE = 1.0;
  private static final double BESIDE = 0.6;
  private static final double BETWEEN = 0.4;

  /**
   * Lines that belong together.
   *
   * @param from the number of the first line, from 1
   * @param to the number of the last line
   * @param score how sure it is that they explain, 0 to 1: the mean of its lines
   */
  public record Passage(int from, int to, double score) {
    /** How many lines it has. */
    public int length() {
      return to - from + 1;
    }
  }

  private final List<LineKind> kinds = new ArrayList<>();
  private final List<Boolean> fresh = new ArrayList<>();
  private final TreeMap<Integer, Double> telling = new TreeMap<>();

  private TellingLines(List<String> lines, Set<Long> known) {
    for (String line : lines) {
      kinds.add(LineKind.of(line));
      fresh.add(!known.contains(hash(line)));
    }
  }

  /**
   * The passages that explain a failure.
   *
   * @param failed the lines of the failed run's log
   * @param good the lines of each good run's log; with none, every line counts as new
   * @return in the order of the log; empty when it has nothing that the good ones do not have
   */
  public static List<Passage> of(List<String> failed, Collection<List<String>> good) {
    Set<Long> known = new HashSet<>();
    good.forEach(log -> log.forEach(line -> known.add(hash(line))));
    return new TellingLines(failed, known).passages();
  }

  /**
   * What good runs log after the last line of a run under way that they know.
   *
   * @param last the number of that line in the log of the run under way, from 1
   * @param next the line that good runs log after it, as the first of them wrote it; empty where
   *     they end after it
   * @param agreeing how many of them go on like this
   * @param of how many of them know that line
   */
  public record Next(int last, String next, int agreeing, int of) {}

  /**
   * Compares the end of the log of a run under way with good runs.
   *
   * @param running the lines that the run under way has logged so far
   * @param good the lines of each good run's log, the newest run first
   * @return empty when they have no line in common, or each goes on differently
   */
  public static Optional<Next> next(List<String> running, Collection<List<String>> good) {
    return new NextLine(running, good).find();
  }

  private List<Passage> passages() {
    for (int at = 0; at < kinds.size(); at++) {
      if (fresh.get(at) && kinds.get(at).explains()) {
        telling.put(at, SURE);
      }
    }
    if (telling.isEmpty()) {
      onlyNew();
    } else {
      List<Integer> sure = List.copyOf(telling.keySet());
      sure.forEach(at -> beside(at, 1, MOST_AFTER));
      sure.forEach(at -> beside(at, -1, MOST_BEFORE));
      closeGaps();
      List.copyOf(telling.keySet()).forEach(this::sameLevel);
    }
    return joined();
  }

  /** Nothing speaks of trouble: what only this log has is all there is to show. */
  private void onlyNew() {
    for (int at = 0; at < kinds.size(); at++) {
      if (fresh.get(at) && kinds.get(at) == LineKind.PLAIN) {
        telling.put(at, BETWEEN);
      }
    }
  }

  private void beside(int from, int step, int most) {
    int taken = 0;
    int empty = 0;
    int at = from + step;
    while (at >= 0 && at < kinds.size() && taken < most && !telling.containsKey(at)) {
      if (fresh.get(at) && kinds.get(at) == LineKind.PLAIN) {
        telling.put(at, BESIDE);
        taken++;
        empty = 0;
      } else if (kinds.get(at) != LineKind.EMPTY || ++empty > 1) {
        return;
      }
      at += step;
    }
  }

  private void closeGaps() {
    int last = telling.firstKey();
    for (int next : List.copyOf(telling.keySet())) {
      if (next - last - 1 <= LONGEST_GAP && belongs(last + 1, next)) {
        for (int at = last + 1; at < next; at++) {
          telling.put(at, BETWEEN);
        }
      }
      last = next;
    }
  }

  private boolean belongs(int from, int below) {
    for (int at = from; at < below; at++) {
      LineKind kind = kinds.get(at);
      boolean told = kind == LineKind.PLAIN || kind == LineKind.ADVICE;
      if (kind != LineKind.EMPTY && !kind.explains() && !(told && fresh.get(at))) {
        return false;
      }
    }
    return true;
  }

  private void sameLevel(int from) {
    for (int at = from + 1; at < kinds.size() && at <= from + MOST_OF_LEVEL; at++) {
      if (kinds.get(at) != LineKind.ERROR || telling.putIfAbsent(at, BETWEEN) != null) {
        return;
      }
    }
  }

  private List<Passage> joined() {
    List<Passage> passages = new ArrayList<>();
    List<Integer> lines = List.copyOf(telling.keySet());
    int first = 0;
    for (int i = 1; i <= lines.size(); i++) {
      if (i == lines.size() || lines.get(i) != lines.get(i - 1) + 1) {
        passages.add(passage(lines.get(first), lines.get(i - 1)));
        first = i;
      }
    }
    return passages;
  }

  private Passage passage(int from, int to) {
    double sum = telling.subMap(from, true, to, true).values().stream().mapToDouble(s -> s).sum();
    return new Passage(from + 1, to + 1, sum / (to - from + 1));
  }

  /** Of the mask, so that a long good log costs a number a line. */
  static long hash(String line) {
    String mask = LineMask.mask(LogLine.of(line).text());
    long hash = 0xcbf29ce484222325L;
    for (int at = 0; at < mask.length(); at++) {
      hash = (hash ^ mask.charAt(at)) * 0x100000001b3L;
    }
    return hash;
  }
}
