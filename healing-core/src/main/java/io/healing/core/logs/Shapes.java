package io.healing.core.logs;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which template the lines with the same sum have: what makes a known line cheap. */
final class Shapes {
  private static final int MOST = 8_192;
  private static final int SLOTS = 2 * MOST;

  private final long[] sums = new long[SLOTS];
  private final @Nullable Node[] nodes = new Node[SLOTS];
  private int size;

  int size() {
    return size;
  }

  @Nullable Node get(long sum) {
    int at = slot(sum);
    Node node = nodes[at];
    while (node != null && sums[at] != sum) {
      at = (at + 1) & (SLOTS - 1);
      node = nodes[at];
    }
    return node;
  }

  /** When it is full all are forgotten; each costs one slow look more. */
  void put(long sum, Node node) {
    if (size == MOST) {
      clear();
    }
    int at = slot(sum);
    while (nodes[at] != null && sums[at] != sum) {
      at = (at + 1) & (SLOTS - 1);
    }
    size += nodes[at] == null ? 1 : 0;
    sums[at] = sum;
    nodes[at] = node;
  }

  void clear() {
    Arrays.fill(nodes, null);
    size = 0;
  }

  private static int slot(long sum) {
    return (int) (sum ^ (sum >>> 32)) & (SLOTS - 1);
  }
}
