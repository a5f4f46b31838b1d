package io.healing.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The last bytes of what was written to it. Thread-safe. */
final class Tail {
  private final byte[] ring;
  private long written;

  Tail(int bytes) {
    ring = new byte[bytes];
  }

  synchronized void add(byte[] bytes, int length) {
    int from = Math.max(0, length - ring.length);
    written += from;
    for (int at = from; at < length; at++) {
      ring[(int) (written % ring.length)] = bytes[at];
      written++;
    }
  }

  /** The lines; the first is left out where its beginning is gone. */
  synchronized List<String> lines() {
    boolean whole = written <= ring.length;
    int length = (int) Math.min(written, ring.length);
    byte[] last = new byte[length];
    for (int at = 0; at < length; at++) {
      last[at] = ring[(int) ((written - length + at) % ring.length)];
    }
    List<String> lines = new String(last, StandardCharsets.UTF_8).lines().toList();
    return whole || lines.size() < 2 ? lines : lines.subList(1, lines.size());
  }
}
