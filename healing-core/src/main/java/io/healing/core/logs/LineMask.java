package io.healing.core.logs;

/**
 * A line without what differs from one time to the next, made in one pass: numbers with their
 * signs, separators and units, dates and times, addresses, hex, UUIDs and random ids, words in
 * quotes and names of users become {@value #VARIABLE}; blanks become one. Other words, values of
 * keys, paths (but for the numbers in them) and punctuation stay. Two lines with the same mask say
 * the same thing.
 *
 * <p>Safe for use by several threads.
 */
public final class LineMask {
  /** What stands for a part that differs. */
  public static final String VARIABLE = "<*>";

  private static final String NUMBER = "0";
  private static final int LEAST_NAME = 3;

  private final LineScan scan;
  private final StringBuilder out;
  private final Compound compound = new Compound();

  private LineMask(LineScan scan) {
    this.scan = scan;
    this.out = new StringBuilder(scan.length());
  }

  /**
   * The mask of a line.
   *
   * @param line of any length; what follows its first 4,096 characters or 256 words is left out
   * @return without blanks at its beginning and end
   */
  public static String mask(CharSequence line) {
    LineScan scan = new LineScan(line.length());
    scan.read(line);
    return new LineMask(scan).made();
  }

  /**
   * The mask of a line in which a name differs too.
   *
   * @param line as in {@link #mask(CharSequence)}
   * @param name such as the job's, masked where it stands as a word of its own; names of fewer than
   *     3 characters are not looked for
   */
  public static String mask(CharSequence line, String name) {
    return mask(name.length() < LEAST_NAME ? line : without(line.toString(), name));
  }

  private static String without(String line, String name) {
    StringBuilder text = new StringBuilder(line);
    int at = text.indexOf(name);
    while (at >= 0) {
      int end = at + name.length();
      boolean begins = at == 0 || !CharKind.wordPart(text.charAt(at - 1));
      boolean ends = end == text.length() || !CharKind.wordPart(text.charAt(end));
      if (begins && ends) {
        text.replace(at, end, NUMBER);
      }
      at = text.indexOf(name, at + 1);
    }
    return text.toString();
  }

  private String made() {
    int at = 0;
    for (int part = 0; part < scan.parts(); part++) {
      raw(at, scan.from[part]);
      part(part);
      at = scan.end[part];
    }
    raw(at, scan.parts() == Parts.MOST_PARTS ? at : scan.length());
    int end = out.length();
    return end > 0 && out.charAt(end - 1) == ' ' ? out.substring(0, end - 1) : out.toString();
  }

  private void raw(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = scan.text[i];
      if (CharKind.of(c) != CharKind.BLANK) {
        out.append(c);
      } else if (out.length() > 0 && last(0) != ' ') {
        out.append(' ');
      }
    }
  }

  private char last(int before) {
    int at = out.length() - 1 - before;
    return at < 0 ? ' ' : out.charAt(at);
  }

  private void part(int part) {
    int from = scan.from[part];
    int end = scan.end[part];
    byte kind = scan.kind[part];
    boolean quoted = from > 0 && CharKind.of(scan.text[from - 1]) == CharKind.QUOTE;
    if (kind == Parts.PATH) {
      pieces(from, end);
    } else if (kind == Parts.VARIABLE && !quoted) {
      variable(from, end);
    } else if (kind >= Parts.VALUE && quoted) {
      out.append(VARIABLE);
    } else {
      raw(from, end);
    }
  }

  private void variable(int from, int end) {
    if ((last(0) == '-' || last(0) == '+') && !CharKind.wordPart(last(1))) {
      out.setLength(out.length() - 1);
    }
    compound.read(scan.text, from);
    if (Ids.whole(scan.text, from, end) || compound.host()) {
      out.append(VARIABLE);
    } else {
      pieces(from, end);
    }
  }

  /** Keeps the words in a compound and masks the numbers. */
  private void pieces(int from, int end) {
    int at = from;
    while (at < end) {
      int to = at;
      while (to < end && CharKind.alnum(scan.text[to])) {
        to++;
      }
      if (to == at) {
        out.append(scan.text[at++]);
      } else {
        piece(at, to, at > from);
        at = to;
      }
    }
  }

  private void piece(int from, int end, boolean joined) {
    int name = Ids.name(scan.text, from, end);
    boolean goesOn = joined && name == from && endsVariable() && name < end;
    if (goesOn) {
      out.setLength(out.length() - 1);
      return;
    }
    out.append(scan.text, from, name - from);
    if (name < end) {
      out.append(VARIABLE);
    }
  }

  /** Whether all but the joint at the end is a masked number. */
  private boolean endsVariable() {
    int at = out.length() - 1 - VARIABLE.length();
    return at >= 0 && out.charAt(at + VARIABLE.length()) != '/' && out.indexOf(VARIABLE, at) == at;
  }
}
