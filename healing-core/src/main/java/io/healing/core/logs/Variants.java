package io.healing.core.logs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Templates that are the same but for some columns, and the words seen in these. */
final class Variants {
  /** A word written in capitals counts one, another three. */
  private static final int OF_WORD = 3;

  private static final int ENOUGH = 5 * OF_WORD;
  private static final int ENOUGH_OF_FIRST = 13 * OF_WORD;
  private static final int ENOUGH_OF_PAIR = 7 * OF_WORD;
  private static final int ENOUGH_WITH_ONE_WORD = 30 * OF_WORD;
  private static final int MOST = 64;

  private final long mask;
  private final boolean anyColumn;
  private final List<Node> members = new ArrayList<>();
  private final long[][] seen;
  private final int[] weights;

  /** Where any column is enough, the others stay as they are. */
  Variants(long mask, boolean anyColumn) {
    this.mask = mask;
    this.anyColumn = anyColumn;
    seen = new long[Long.bitCount(mask)][0];
    weights = new int[seen.length];
  }

  void add(Node node) {
    if (members.size() == MOST) {
      members.remove(0);
    }
    members.add(node);
    long rest = mask;
    for (int i = 0; i < seen.length; i++) {
      count(i, Long.numberOfTrailingZeros(rest), node.skeleton);
      rest &= rest - 1;
    }
  }

  private void count(int index, int column, Skeleton skeleton) {
    long word = skeleton.words.hashes[column];
    for (long known : seen[index]) {
      if (known == word) {
        return;
      }
    }
    if (seen[index].length < MOST) {
      seen[index] = Arrays.copyOf(seen[index], seen[index].length + 1);
      seen[index][seen[index].length - 1] = word;
      boolean state = (skeleton.words.capitals & (1L << column)) != 0;
      weights[index] += state ? 1 : OF_WORD;
    }
  }

  List<Node> members() {
    return members;
  }

  /**
   * The columns in which so many words were seen that any may come; 0 when there are not enough.
   */
  long open(Skeleton skeleton) {
    long open = 0;
    long rest = mask;
    for (int i = 0; i < seen.length; i++) {
      int column = Long.numberOfTrailingZeros(rest);
      if (weights[i] >= enough(column, skeleton)) {
        open |= 1L << column;
      }
      rest &= rest - 1;
    }
    return anyColumn || open == mask ? open : 0;
  }

  private int enough(int column, Skeleton skeleton) {
    int staying = skeleton.columns() - Long.bitCount(skeleton.open | mask);
    if (staying < 2 && !anyColumn) {
      return staying < 1 ? Integer.MAX_VALUE : ENOUGH_WITH_ONE_WORD;
    }
    if (column == 0) {
      return ENOUGH_OF_FIRST;
    }
    return !anyColumn && seen.length > 1 ? ENOUGH_OF_PAIR : ENOUGH;
  }
}
