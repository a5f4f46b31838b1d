package io.healing.core.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The newest log lines of one run. Any thread may add. While it is written only characters are
 * counted, of which there are never more than bytes; the exact cut in bytes is made by the reader.
 */
final class LogTail {

  /**
   * How much may be kept.
   *
   * @param bytes of one run
   * @param held how many characters all runs that were not drained yet hold together
   * @param texts takes the secrets out for who reads the log of a run under way
   */
  record Limits(int bytes, AtomicLong held, Texts texts) {
    /** Above this many held characters a run keeps only a little. */
    static final long TIGHT = 64L << 20;

    private static final int LITTLE = 1024;

    int now() {
      return held.get() > TIGHT ? Math.min(LITTLE, bytes) : bytes;
    }
  }

  private final Limits limits;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final AtomicInteger chars = new AtomicInteger();

  LogTail(Limits limits) {
    this.limits = limits;
  }

  void add(String line) {
    int limit = limits.now();
    String kept = line.length() < limit ? line : line.substring(0, Math.max(0, limit - 1));
    lines.add(kept);
    grow(kept.length() + 1);
    while (chars.get() > limit) {
      String oldest = lines.poll();
      if (oldest == null) {
        return;
      }
      grow(-oldest.length() - 1);
    }
  }

  private void grow(int by) {
    chars.addAndGet(by);
    limits.held().addAndGet(by);
  }

  /** Empties it; the lines oldest first. */
  List<String> take() {
    List<String> taken = new ArrayList<>();
    String line;
    while ((line = lines.poll()) != null) {
      grow(-line.length() - 1);
      taken.add(line);
    }
    return taken;
  }

  /** The lines so far, oldest first. */
  List<String> read() {
    return new ArrayList<>(lines);
  }

  /** The lines so far as others may read them. */
  String redacted() {
    String clean = limits.texts().redacted(String.join("\n", read()));
    return newest(clean.lines().toList(), limits.bytes());
  }

  /** The newest whole lines that fit into so many bytes of UTF-8, each with its line end. */
  static String newest(List<String> oldestFirst, int bytes) {
    List<String> fitting = new ArrayList<>();
    int left = bytes;
    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
      String line = Texts.startWithin(oldestFirst.get(i), bytes - 1);
      left -= Texts.utf8Length(line) + 1;
      if (left < 0) {
        break;
      }
      fitting.add(line);
    }
    Collections.reverse(fitting);
    return fitting.isEmpty() ? "" : String.join("\n", fitting) + "\n";
  }
}
