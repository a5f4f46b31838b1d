package io.healing.core.logs;

import java.util.Arrays;

/**
 * The parts that were found in a line, without a string of any. What stays, in its order, tells one
 * statement from another: its sum is {@link #hash()}.
 */
abstract class Parts {
  /** The characters of a line that are read; what follows is left out. */
  static final int LONGEST = 4_096;

  /** The parts of a line that are read; what follows is left out. */
  static final int MOST_PARTS = 256;

  static final byte WORD = 1;
  static final byte KEY = 2;

  /** A word after a key and =, or in quotes: often one of few, sometimes one of many. */
  static final byte VALUE = 3;

  static final byte VARIABLE = 4;
  static final byte PATH = 5;

  private static final int PADDING = 8;
  private static final long STEP = 0x9FB21C651E98DF25L;

  final int[] from;
  final int[] end;
  final byte[] kind;
  final long[] hashes;

  /** The line and some blanks, so that nobody need ask for its end. */
  final char[] text;

  private int length;
  private int parts;
  private long hash;

  Parts(int room) {
    int most = Math.min(MOST_PARTS, room / 2 + 1);
    from = new int[most];
    end = new int[most];
    kind = new byte[most];
    hashes = new long[most];
    text = new char[Math.min(room, LONGEST) + PADDING];
  }

  final void take(CharSequence line) {
    length = Math.min(line.length(), LONGEST);
    if (line instanceof String string) {
      string.getChars(0, length, text, 0);
    } else {
      for (int i = 0; i < length; i++) {
        text[i] = line.charAt(i);
      }
    }
    Arrays.fill(text, length, length + PADDING, ' ');
    parts = 0;
    hash = 0;
  }

  final int length() {
    return length;
  }

  final int parts() {
    return parts;
  }

  final boolean full() {
    return parts == kind.length;
  }

  /** The sum of what stays. */
  final long hash() {
    return hash;
  }

  final String string(int part) {
    return new String(text, from[part], end[part] - from[part]);
  }

  /** Whether the part has capitals and no small letter. */
  final boolean capitals(int part) {
    boolean upper = false;
    for (int i = from[part]; i < end[part]; i++) {
      byte of = CharKind.of(text[i]);
      if (of == CharKind.LOWER) {
        return false;
      }
      upper |= of == CharKind.UPPER;
    }
    return upper;
  }

  final long sum(int start, int to) {
    long sum = (long) to - start;
    for (int i = start; i < to; i++) {
      sum = (sum ^ text[i]) * STEP;
    }
    return sum ^ (sum >>> 29);
  }

  final int add(byte of, int start, int to) {
    return add(of, start, to, 0);
  }

  final int add(byte of, int start, int to, long sum) {
    from[parts] = start;
    end[parts] = to;
    kind[parts] = of;
    hashes[parts] = sum;
    parts++;
    if (of <= VALUE) {
      hash = (hash ^ (sum + of)) * STEP;
      hash ^= hash >>> 31;
    }
    return to;
  }
}
