package io.healing.core.logs;

/**
 * Finds the parts of a line in one pass. A part is a word that stays, a key, a value that may stay,
 * or something that differs from one time to the next.
 */
final class LineScan extends Parts {
  private static final int LONGEST_QUOTE = 200;
  private static final String ENDS_PATH = ",;)]}>\"'`|<";

  private final Compound compound = new Compound();
  private int valueAt;

  /** With room for lines of any length. */
  LineScan() {
    this(LONGEST);
  }

  /** With room for lines of this length. */
  LineScan(int room) {
    super(room);
  }

  /** Reads a line; what was read before is forgotten. */
  void read(CharSequence line) {
    take(line);
    valueAt = -1;
    int length = length();
    int at = 0;
    while (at < length && !full()) {
      at = part(at);
    }
  }

  private int part(int at) {
    char c = text[at];
    byte of = CharKind.of(c);
    if (of >= CharKind.LOWER && of <= CharKind.DIGIT) {
      return word(at);
    }
    if (of == CharKind.QUOTE) {
      return quote(at, c);
    }
    return c == '/' && at + 1 < length() ? path(at, at + 1) : at + 1;
  }

  private int word(int at) {
    compound.read(text, at);
    int to = Math.min(compound.end(), length());
    if (text[to] == ':' && beginsPath(at, to)) {
      return path(at, to + 1);
    }
    if (compound.variable()) {
      return number(at, to);
    }
    if (compound.path()) {
      return add(PATH, at, to);
    }
    if (text[to] == '-' && text[to + 1] == '[' && CharKind.digit(text[to + 2])) {
      return add(VARIABLE, at, to);
    }
    return constant(at, to);
  }

  private boolean beginsPath(int at, int to) {
    boolean drive = to - at == 1 && (text[to + 1] == '\\' || text[to + 1] == '/');
    return drive || (text[to + 1] == '/' && text[to + 2] == '/');
  }

  private int path(int at, int start) {
    int to = start;
    while (to < length() && CharKind.of(text[to]) != CharKind.BLANK && !endsPath(to)) {
      to++;
    }
    return add(PATH, at, to);
  }

  private boolean endsPath(int at) {
    char c = text[at];
    boolean stop = c == ':' || c == '.';
    return ENDS_PATH.indexOf(c) >= 0 || (stop && CharKind.of(text[at + 1]) == CharKind.BLANK);
  }

  private int number(int at, int to) {
    byte of = compound.path() ? PATH : VARIABLE;
    int after = of == PATH || !compound.number() ? to : unit(to);
    if (assigns(to) > 0) {
      valueAt = assigns(to);
    }
    return add(of, at, after);
  }

  /** The end of the unit of a number that ends here. */
  private int unit(int at) {
    if (text[at] == '%') {
      return at + 1;
    }
    if (text[at] != ' ' || !Lexicon.beginsUnit(text[at + 1])) {
      return at;
    }
    int to = at + 1;
    while (CharKind.wordPart(text[to])) {
      to++;
    }
    return to > at + 1 && Lexicon.unit(text, at + 1, to) ? to : at;
  }

  private int constant(int at, int to) {
    int assigned = assigns(to);
    if (assigned > 0) {
      add(KEY, at, to, compound.hash() * 3);
      valueAt = assigned;
      return assigned;
    }
    if (valueAt >= 0 && blank(valueAt, at)) {
      return value(at, to);
    }
    if (user(at, to) || date(at, to)) {
      return add(VARIABLE, at, to);
    }
    return add(WORD, at, to, compound.hash());
  }

  /** Where the value of the key that ends here may begin; 0 when it is no key. */
  private int assigns(int at) {
    int sign = text[at] == ' ' ? at + 1 : at;
    boolean one = text[sign] == '=' && text[sign + 1] != '=' && text[sign + 1] != '>';
    return one && sign < length() ? sign + 1 : 0;
  }

  private boolean blank(int start, int to) {
    for (int i = start; i < to; i++) {
      if (" *<([@#".indexOf(text[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  private int value(int at, int to) {
    valueAt = -1;
    int close = bracket(to);
    if (close > to) {
      quoted(at, close);
      return close;
    }
    if (Lexicon.flag(text, at, to)) {
      return add(VARIABLE, at, to);
    }
    return add(VALUE, at, to, compound.hash());
  }

  /** The end of a bracket that belongs to the value before it and has no key in it. */
  private int bracket(int at) {
    int mark = "{([".indexOf(text[at]);
    if (mark < 0) {
      return at;
    }
    char close = "})]".charAt(mark);
    for (int i = at + 1; i < length() && "={([ ".indexOf(text[i]) < 0; i++) {
      if (text[i] == close) {
        return i + 1;
      }
    }
    return at;
  }

  private boolean user(int at, int to) {
    int last = parts() - 1;
    boolean after =
        last >= 0
            && kind[last] == WORD
            && end[last] == at - 1
            && text[at - 1] == ' '
            && Lexicon.user(text, from[last], end[last]);
    return after && !Lexicon.afterUser(text, at, to) && beforeUser(last);
  }

  private boolean beforeUser(int at) {
    return at == 0 || (kind[at - 1] == WORD && Lexicon.beforeUser(text, from[at - 1], end[at - 1]));
  }

  /** The day or the month of a date such as Tue, 3 Nov or Nov 3. */
  private boolean date(int at, int to) {
    if (!Lexicon.calendar(text, at, to)) {
      return false;
    }
    int next = to;
    while (" ,-".indexOf(text[next]) >= 0 && next < length()) {
      next++;
    }
    boolean before = parts() > 0 && kind[parts() - 1] == VARIABLE && end[parts() - 1] == at - 1;
    return before || CharKind.digit(text[next]) || Lexicon.calendar(text, next, next + 3);
  }

  /** A quoted word is one value; of a quoted sentence each word is read, unless a key has it. */
  private int quote(int at, char mark) {
    boolean after = at > 0 && CharKind.wordPart(text[at - 1]);
    int to = after ? -1 : closing(at + 1, mark);
    boolean ofKey = valueAt >= 0 && blank(valueAt, at);
    if (to < 0 || !(ofKey || oneWord(at + 1, to))) {
      return at + 1;
    }
    valueAt = -1;
    if (text[to + 1] == ':' && !ofKey) {
      add(KEY, at + 1, to, sum(at + 1, to));
      valueAt = to + 2;
    } else {
      quoted(at + 1, to);
    }
    return to + 1;
  }

  private int closing(int start, char mark) {
    int last = Math.min(length(), start + LONGEST_QUOTE);
    for (int i = start; i < last; i++) {
      if (text[i] == mark && !CharKind.wordPart(text[i + 1])) {
        return i > start ? i : -1;
      }
    }
    return -1;
  }

  private boolean oneWord(int start, int to) {
    for (int i = start; i < to; i++) {
      if (text[i] == ' ' || text[i] == '=') {
        return false;
      }
    }
    return true;
  }

  private void quoted(int start, int to) {
    boolean digits = false;
    boolean path = false;
    for (int i = start; i < to; i++) {
      char c = text[i];
      digits |= CharKind.digit(c);
      path |= c == '/' || c == '\\';
    }
    add(path ? PATH : digits ? VARIABLE : VALUE, start, to, sum(start, to));
  }
}
