package io.healing.core.logs;

import java.util.List;
import java.util.Set;

/** What kind of thing a line of a log says. */
enum LineKind {
  /** No word. */
  EMPTY,
  /** A frame of a stack trace. */
  FRAME,
  /** Marked as an error by the program that logged it. */
  ERROR,
  /** Marked as a warning or as information. */
  QUIET,
  /** Only that something failed, not what or why. */
  OUTCOME,
  /** How to find out more. */
  ADVICE,
  /** Words of trouble. */
  TROUBLE,
  /** Anything else. */
  PLAIN;

  private static final int LATEST_LEVEL = 120;

  private static final Set<String> BAD_LEVELS = Set.of("ERROR", "FATAL", "SEVERE", "CRITICAL");
  private static final Set<String> QUIET_LEVELS =
      Set.of("INFO", "DEBUG", "TRACE", "WARN", "WARNING", "FINE", "NOTICE");

  private static final Set<String> WARNINGS = Set.of("WARN", "WARNING");

  private static final Set<String> TROUBLES =
      words(
          """
          abort aborted aborting assertion cannot caused conflict corrupt crashed denied error
          errors exception exceptions expected failed failing fails failure failures fatal illegal
          incompatible invalid killed missing panic refused timeout traceback unable undefined
          unexpected unknown unresolved unsuccessful unsupported violation wrong
          """);

  /** Two words that are trouble together. */
  private static final Set<String> PAIRS =
      Set.of(
          "could not",
          "can not",
          "not found",
          "no such",
          "timed out",
          "no space",
          "of memory",
          "does not",
          "did not",
          "is not",
          "was not");

  /** What a line may be made of that says no more than that something failed. */
  private static final Set<String> OF_OUTCOMES =
      words(
          """
          an and are as build builds code compilation complete completed ended error errors
          exception exit fail failed failure failures finish finished in is job marked min ms of
          process result results run sec stage status step task test tests the there time total
          unsuccessful was were with
          """);

  private static final List<String> ERROR_NAMES = List.of("Exception", "Error", "Failure");

  private static final Set<String> NONE = Set.of("0", "no", "zero", "without");

  /** Whether such a line may itself be what explains a failure. */
  boolean explains() {
    return this == FRAME || this == ERROR || this == TROUBLE;
  }

  static LineKind of(String raw) {
    LogLine line = LogLine.of(raw);
    List<String> words = line.small();
    if (words.stream().noneMatch(LineKind::hasLetter)) {
      return EMPTY;
    }
    String text = line.text().stripLeading();
    if (isFrame(text)) {
      return FRAME;
    }
    LineKind level = level(line);
    if (level != PLAIN) {
      return level;
    }
    return words.stream().allMatch(word -> !hasLetter(word) || OF_OUTCOMES.contains(word))
        ? OUTCOME
        : ofWords(line, words);
  }

  private static LineKind ofWords(LogLine line, List<String> words) {
    if (isAdvice(words)) {
      return ADVICE;
    }
    return hasTrouble(words) || line.words().stream().anyMatch(LineKind::namesError)
        ? TROUBLE
        : PLAIN;
  }

  private static boolean isFrame(String text) {
    boolean java = text.startsWith("at ") && (text.indexOf('(') > 0 || text.indexOf('.') > 0);
    boolean further = text.startsWith("... ") && text.endsWith(" more");
    return java || further || text.startsWith("File \"");
  }

  /** The first level that stands by itself near the beginning; {@link #PLAIN} without one. */
  private static LineKind level(LogLine line) {
    String word = levelWord(line);
    return word.isEmpty() ? PLAIN : BAD_LEVELS.contains(word) ? ERROR : QUIET;
  }

  private static String levelWord(LogLine line) {
    for (String word : line.words()) {
      boolean level = BAD_LEVELS.contains(word) || QUIET_LEVELS.contains(word);
      if (level && standsAlone(line.text(), word)) {
        return word;
      }
    }
    return "";
  }

  /** Whether the program that logged it marked it as a warning or as an error. */
  static boolean warns(String raw) {
    String word = levelWord(LogLine.of(raw));
    return BAD_LEVELS.contains(word) || WARNINGS.contains(word);
  }

  private static boolean standsAlone(String text, String word) {
    int at = text.indexOf(word);
    int end = at + word.length();
    return at < LATEST_LEVEL
        && (at == 0 || "[(| :\t".indexOf(text.charAt(at - 1)) >= 0)
        && (end == text.length() || "])| :\t".indexOf(text.charAt(end)) >= 0);
  }

  private static boolean isAdvice(List<String> words) {
    String second = words.size() > 1 ? words.get(1) : "";
    return switch (words.get(0)) {
      case "try", "see", "rerun" -> true;
      case "re", "get" -> second.equals("run") || second.equals("more");
      case "run" -> second.equals("with");
      case "for" -> second.equals("more");
      case "to" -> second.equals("see");
      default -> false;
    };
  }

  private static boolean hasTrouble(List<String> words) {
    for (int at = 0; at < words.size(); at++) {
      String before = at == 0 ? "" : words.get(at - 1);
      String after = at + 1 == words.size() ? "" : words.get(at + 1);
      boolean none = NONE.contains(before) || after.equals("0");
      if ((TROUBLES.contains(words.get(at)) && !none)
          || PAIRS.contains(before + " " + words.get(at))) {
        return true;
      }
    }
    return false;
  }

  /** Such as the name of an exception's class, or what is cut off one: SocketError. */
  private static boolean namesError(String word) {
    return ERROR_NAMES.stream().anyMatch(end -> word.endsWith(end) && !word.equals(end));
  }

  private static boolean hasLetter(String word) {
    return Character.isLetter(word.charAt(0));
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }
}
