package io.healing.core.logs;

/** The words of a line that stay, in their order, and the columns in which any word may stand. */
final class Skeleton {
  /** With more words than bits in a mask of columns a line has only itself. */
  static final int MOST_COLUMNS = 62;

  private static final long STEP = 0x9FB21C651E98DF25L;
  private static final long OPEN = 0x5851F42D4C957F2DL;

  final Words words;
  final long open;

  Skeleton(Words words, long open) {
    this.words = words;
    this.open = open;
  }

  int columns() {
    return words.hashes.length;
  }

  boolean mayOpen(int column) {
    return words.kinds[column] != Parts.KEY && (open & (1L << column)) == 0;
  }

  /** The same with these columns open too. */
  Skeleton opened(long columns) {
    return new Skeleton(words, open | columns);
  }

  long key() {
    return key(0);
  }

  /** The sum of what stays when these columns are open too. */
  long key(long columns) {
    long all = open | columns;
    long sum = words.hashes.length;
    for (int i = 0; i < words.hashes.length; i++) {
      sum = (sum ^ (in(all, i) ? OPEN : words.hashes[i] + words.kinds[i])) * STEP;
      sum ^= sum >>> 31;
    }
    return sum;
  }

  static boolean in(long columns, int column) {
    return column < MOST_COLUMNS && (columns & (1L << column)) != 0;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.texts.length; i++) {
      text.append(words.between[i]).append(in(open, i) ? LineMask.VARIABLE : words.texts[i]);
    }
    return text.append(words.between[words.texts.length]).toString();
  }
}
