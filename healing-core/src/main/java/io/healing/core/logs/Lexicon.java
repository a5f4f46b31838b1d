package io.healing.core.logs;

/** Words that say what stands beside them, or that stand for a value themselves. */
final class Lexicon {
  /** Units of a number; they belong to it, since the same size is once told in B, once in MB. */
  private static final WordSet UNITS =
      new WordSet(
          "B",
          "kB",
          "KB",
          "MB",
          "GB",
          "TB",
          "PB",
          "KiB",
          "MiB",
          "GiB",
          "TiB",
          "K",
          "M",
          "G",
          "T",
          "k",
          "byte",
          "bytes",
          "ns",
          "us",
          "µs",
          "ms",
          "s",
          "sec",
          "secs",
          "second",
          "seconds",
          "min",
          "mins",
          "minute",
          "minutes",
          "h",
          "hour",
          "hours",
          "d",
          "day",
          "days",
          "msec",
          "msecs",
          "millis",
          "milliseconds",
          "Hz",
          "kHz",
          "MHz",
          "GHz",
          "AM",
          "PM",
          "UTC",
          "GMT",
          "EST",
          "EDT",
          "CST",
          "CDT",
          "MST",
          "MDT",
          "PST",
          "PDT",
          "CET",
          "CEST",
          "BST",
          "JST");

  private static final WordSet CALENDAR =
      new WordSet(
          "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun",
          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  /** What a key has in place of a value. */
  private static final WordSet FLAGS =
      new WordSet(
          "true",
          "false",
          "null",
          "none",
          "nil",
          "yes",
          "no",
          "on",
          "off",
          "True",
          "False",
          "NULL",
          "None",
          "TRUE",
          "FALSE",
          "NaN",
          "undefined",
          "unknown");

  private static final WordSet USER = new WordSet("user", "User", "username");

  private static final WordSet BEFORE_USER =
      new WordSet("for", "of", "by", "invalid", "unknown", "illegal", "as", "Invalid", "Unknown");

  private static final WordSet AFTER_USER =
      new WordSet(
          "name",
          "id",
          "data",
          "request",
          "session",
          "login",
          "account",
          "error",
          "code",
          "space",
          "mode",
          "input",
          "agent",
          "authentication",
          "not",
          "is",
          "has",
          "was",
          "and",
          "or",
          "unknown",
          "with",
          "in",
          "from",
          "on",
          "at",
          "to",
          "the",
          "a");

  /** The last part of a host's name. */
  private static final WordSet DOMAINS =
      new WordSet(
          "com",
          "org",
          "net",
          "edu",
          "gov",
          "mil",
          "info",
          "biz",
          "arpa",
          "local",
          "localdomain",
          "internal",
          "lan",
          "corp",
          "intranet",
          "localhost",
          "cloud",
          "eu",
          "de",
          "uk",
          "fr",
          "nl",
          "pl",
          "cn",
          "jp",
          "kr",
          "br",
          "ru",
          "it",
          "es",
          "us",
          "ca",
          "au",
          "tw",
          "hk",
          "sg",
          "se",
          "fi",
          "dk",
          "ch",
          "be",
          "cz",
          "hu",
          "ro",
          "gr",
          "pt",
          "tr",
          "ua",
          "za",
          "mx",
          "ar",
          "nz",
          "ie",
          "il",
          "om",
          "ir",
          "vn",
          "th",
          "ph",
          "cl",
          "at",
          "bg",
          "lt",
          "lv",
          "ee",
          "sk",
          "si");

  /** The first part of a package's name, which turns round the name of a host. */
  private static final WordSet PACKAGES =
      new WordSet("com", "org", "net", "edu", "gov", "io", "java", "javax", "jdk", "sun", "de");

  private static final String UNIT_BEGINS = "bBkKmMgGtTPnuµshHdAUECJ";
  private static final int LONGEST_UNIT = 12;

  private Lexicon() {}

  /** Whether a unit may begin so: spares most words behind a number a closer look. */
  static boolean beginsUnit(char c) {
    return UNIT_BEGINS.indexOf(c) >= 0;
  }

  static boolean unit(char[] text, int from, int end) {
    return end - from <= LONGEST_UNIT && UNITS.contains(text, from, end);
  }

  static boolean calendar(char[] text, int from, int end) {
    return end - from == 3 && text[from] < 'a' && CALENDAR.contains(text, from, end);
  }

  static boolean flag(char[] text, int from, int end) {
    return FLAGS.contains(text, from, end);
  }

  static boolean user(char[] text, int from, int end) {
    return USER.contains(text, from, end);
  }

  static boolean beforeUser(char[] text, int from, int end) {
    return BEFORE_USER.contains(text, from, end);
  }

  static boolean afterUser(char[] text, int from, int end) {
    return AFTER_USER.contains(text, from, end);
  }

  static boolean domain(char[] text, int from, int end) {
    return DOMAINS.contains(text, from, end);
  }

  static boolean ofPackage(char[] text, int from, int end) {
    return PACKAGES.contains(text, from, end);
  }
}
