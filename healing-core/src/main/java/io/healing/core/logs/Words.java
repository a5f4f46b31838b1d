package io.healing.core.logs;

/** The words of one line that stay, and how the line reads between them. */
final class Words {
  private static final int LONGEST_TEXT = 512;

  final byte[] kinds;
  final long[] hashes;

  /** The words; empty where the text got too long. */
  final String[] texts;

  /** What reads before each word, and after the last. */
  final String[] between;

  /** Columns whose word is written in capitals, as states and commands are. */
  long capitals;

  Words(int columns) {
    kinds = new byte[columns];
    hashes = new long[columns];
    texts = new String[columns];
    between = new String[columns + 1];
  }

  /** The words of the line that was read last. */
  static Words of(Parts parts) {
    int columns = 0;
    for (int i = 0; i < parts.parts(); i++) {
      columns += parts.kind[i] <= Parts.VALUE ? 1 : 0;
    }
    return new Reading(parts, new Words(columns)).words();
  }

  /** Goes through the parts of a line. */
  private static final class Reading {
    private final Parts parts;
    private final Words to;
    private final StringBuilder gap = new StringBuilder();
    private int column;
    private int at;

    Reading(Parts parts, Words to) {
      this.parts = parts;
      this.to = to;
    }

    Words words() {
      for (int part = 0; part < parts.parts(); part++) {
        upTo(parts.from[part]);
        if (parts.kind[part] <= Parts.VALUE) {
          word(part);
        } else {
          gap.append(LineMask.VARIABLE);
        }
        at = parts.end[part];
      }
      upTo(parts.length());
      to.between[column] = gap.toString();
      return to;
    }

    private void word(int part) {
      to.between[column] = gap.toString();
      gap.setLength(0);
      to.texts[column] = parts.end[part] > LONGEST_TEXT ? "" : parts.string(part);
      to.kinds[column] = parts.kind[part];
      to.hashes[column] = parts.hashes[part];
      boolean state = column < Skeleton.MOST_COLUMNS && parts.capitals(part);
      to.capitals |= state ? 1L << column : 0;
      column++;
    }

    private void upTo(int end) {
      int last = Math.min(end, LONGEST_TEXT);
      if (last > at) {
        gap.append(parts.text, at, last - at);
      }
    }
  }
}
