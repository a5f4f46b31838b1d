package io.healing.core.logs;

/** One word of a line with all that joints hold together, such as a host, a date or a class. */
final class Compound {
  private static final long SEED = 0x9E3779B97F4A7C15L;
  private static final long STEP = 0x2127599BF4325C37L;
  private static final int HEX_GROUP = 4;
  private static final int UUID_LENGTH = 36;
  private static final int LEAST_HASH = 6;

  private char[] text = new char[0];
  private int from;
  private int end;
  private long hash;
  private int lastLabel;
  private int dots;
  private int slashes;
  private boolean digits;
  private boolean digitLed;
  private boolean hyphen;
  private boolean colon;
  private boolean address;
  private boolean backslash;

  /** Reads the word that begins here; the text ends with a blank. */
  void read(char[] line, int start) {
    begin(line, start);
    int i = start;
    long sum = SEED;
    while (true) {
      char c = line[i];
      byte kind = CharKind.of(c);
      if (kind < CharKind.LOWER
          || (kind > CharKind.DIGIT && !(kind == CharKind.JOINT && joins(c, i)))) {
        break;
      }
      if (kind == CharKind.DIGIT) {
        digits = true;
        digitLed |= i == lastLabel;
      }
      sum = (sum ^ c) * STEP;
      i++;
    }
    end = i;
    hash = sum ^ (sum >>> 29);
  }

  /** The sum of a word that was read before. */
  static long sum(CharSequence word) {
    long sum = SEED;
    for (int i = 0; i < word.length(); i++) {
      sum = (sum ^ word.charAt(i)) * STEP;
    }
    return sum ^ (sum >>> 29);
  }

  private void begin(char[] line, int start) {
    text = line;
    from = start;
    lastLabel = start;
    dots = 0;
    slashes = 0;
    digits = false;
    digitLed = false;
    hyphen = false;
    colon = false;
    address = false;
    backslash = false;
  }

  int end() {
    return end;
  }

  long hash() {
    return hash;
  }

  private boolean joins(char c, int at) {
    char next = text[at + 1];
    if (c == '+' || c == ',') {
      return CharKind.digit(next) && CharKind.digit(text[at - 1]);
    }
    if (c == ':') {
      return joinsColon(at, next);
    }
    if (!CharKind.wordPart(next)) {
      return (c == '$' || c == '~') && next == c;
    }
    return c == '@' ? joinsAddress(at) : joined(c, at);
  }

  private boolean joined(char c, int at) {
    switch (c) {
      case '.' -> {
        dots++;
        lastLabel = at + 1;
      }
      case '-' -> hyphen = true;
      case '/' -> slashes++;
      case '\\' -> backslash = true;
      default -> {
        return true;
      }
    }
    return true;
  }

  /** A time, a port, or a group of a hardware address. */
  private boolean joinsColon(int at, char next) {
    boolean ofNumber = CharKind.digit(next) && (digits || dots > 0 || labelled(at));
    boolean joins = ofNumber || hexGroup(at);
    colon |= joins;
    return joins;
  }

  /** A label and at least two long groups of an id, such as wwn:21000024:ff45. */
  private boolean labelled(int at) {
    int next = at + 1;
    while (CharKind.hex(text[next])) {
      next++;
    }
    boolean again = text[next] == ':' || text[next] == '-';
    return next - at > HEX_GROUP && again && CharKind.alnum(text[next + 1]);
  }

  private boolean hexGroup(int at) {
    int next = at + 1;
    while (CharKind.hex(text[next])) {
      next++;
    }
    int length = next - at - 1;
    boolean bounded = length > 0 && length <= HEX_GROUP && !CharKind.wordPart(text[next]);
    boolean pair = at - from == 2 && length == 2 && text[next] == ':';
    return bounded && (pair || digits || colon) && onlyHex(at);
  }

  private boolean onlyHex(int to) {
    for (int i = from; i < to; i++) {
      if (text[i] != ':' && !CharKind.hex(text[i])) {
        return false;
      }
    }
    return true;
  }

  /** Part of a mail address; the hash of an object after its class is a word of its own. */
  private boolean joinsAddress(int at) {
    int i = at + 1;
    while (CharKind.hex(text[i])) {
      i++;
    }
    address = CharKind.wordPart(text[i]) || text[i] == '.' || text[i] == '-';
    return address;
  }

  /** Whether it stands for a value that differs from one time to the next. */
  boolean variable() {
    return digits ? !className() : address || named();
  }

  private boolean named() {
    return host() || (end - from >= LEAST_HASH && chanceHex());
  }

  boolean path() {
    return backslash || slashes > 1 || (slashes == 1 && (dots > 0 || (digits && !digitLed)));
  }

  boolean number() {
    return digits && CharKind.digit(text[from]);
  }

  private boolean className() {
    return dots > 0
        && !digitLed
        && slashes == 0
        && !hyphen
        && !colon
        && CharKind.of(text[lastLabel]) == CharKind.UPPER;
  }

  /** Whether it is the name of a host with its domain. */
  boolean host() {
    if (dots == 0) {
      return false;
    }
    int first = from;
    while (text[first] != '.') {
      first++;
    }
    boolean country = end - lastLabel == 2;
    return slashes == 0
        && (dots > 1 || !country)
        && Lexicon.domain(text, lastLabel, end)
        && !Lexicon.ofPackage(text, from, first);
  }

  /** Hex without a digit: after an {@code @}, or of a length that only hashes and ids have. */
  private boolean chanceHex() {
    int length = end - from;
    boolean after = from > 0 && text[from - 1] == '@';
    boolean usual =
        length == 8 || length == 16 || length == 32 || length == UUID_LENGTH || length == 40;
    if (!after && !usual) {
      return false;
    }
    for (int i = from; i < end; i++) {
      if (!CharKind.hex(text[i]) && !(length == UUID_LENGTH && text[i] == '-')) {
        return false;
      }
    }
    return true;
  }
}
