package io.healing.core.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The message of a line of a log and its words: without colours, and without what stands before and
 * in a date and time at its beginning.
 *
 * @param text the message
 * @param words its words of letters, and numbers, as they are written; options such as {@code
 *     --no-error} and settings such as {@code timeout=10} are none
 */
record LogLine(String text, List<String> words) {
  private static final int LONGEST = 2_000;
  private static final int LATEST_DATE = 150;
  private static final char ESCAPE = '\u001b';

  static LogLine of(String line) {
    String text = message(colourless(line.substring(0, Math.min(line.length(), LONGEST))));
    return new LogLine(text, words(text));
  }

  /** The words in small letters. */
  List<String> small() {
    return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }

  private static String colourless(String line) {
    if (line.indexOf(ESCAPE) < 0) {
      return line;
    }
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < line.length(); at++) {
      if (line.charAt(at) == ESCAPE) {
        at = lastOfColour(line, at);
      } else {
        plain.append(line.charAt(at));
      }
    }
    return plain.toString();
  }

  private static int lastOfColour(String line, int from) {
    int at = from + 1;
    while (at < line.length() && !Character.isLetter(line.charAt(at))) {
      at++;
    }
    return at;
  }

  /** What follows a date and time such as 2026-01-31T12:59:59.123Z near the beginning. */
  private static String message(String line) {
    int middle = line.indexOf('T');
    while (middle >= 0 && middle < LATEST_DATE) {
      if (isDate(line, middle)) {
        return line.substring(endOfTime(line, middle + 1)).stripTrailing();
      }
      middle = line.indexOf('T', middle + 1);
    }
    return line.stripTrailing();
  }

  private static boolean isDate(String line, int middle) {
    return middle >= 10
        && line.charAt(middle - 3) == '-'
        && line.charAt(middle - 6) == '-'
        && Character.isDigit(line.charAt(middle - 1))
        && middle + 1 < line.length()
        && Character.isDigit(line.charAt(middle + 1));
  }

  private static int endOfTime(String line, int from) {
    int at = from;
    while (at < line.length()
        && (Character.isDigit(line.charAt(at)) || ":.,Z+".indexOf(line.charAt(at)) >= 0)) {
      at++;
    }
    return at < line.length() && line.charAt(at) == ' ' ? at + 1 : at;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = at + 1;
      char first = text.charAt(at);
      if (first == '-' && text.startsWith("--", at) && startsWord(text, at)) {
        end = blank(text, at);
      } else if (Character.isLetter(first)) {
        end = end(text, at, true);
        addUnlessSetting(words, text, at, end);
      } else if (Character.isDigit(first)) {
        end = end(text, at, false);
        words.add(text.substring(at, end));
      }
      at = end;
    }
    return words;
  }

  private static void addUnlessSetting(List<String> words, String text, int at, int end) {
    boolean setting = end < text.length() && text.charAt(end) == '=' && !zero(text, end + 1);
    if (end - at > 1 && !setting) {
      words.add(text.substring(at, end));
    }
  }

  private static boolean zero(String text, int at) {
    return at < text.length() && text.charAt(at) == '0';
  }

  private static boolean startsWord(String text, int at) {
    return (at == 0 || text.charAt(at - 1) == ' ')
        && at + 2 < text.length()
        && Character.isLetter(text.charAt(at + 2));
  }

  private static int blank(String text, int from) {
    int at = text.indexOf(' ', from);
    return at < 0 ? text.length() : at;
  }

  private static int end(String text, int from, boolean letters) {
    int at = from;
    while (at < text.length()
        && (letters ? Character.isLetter(text.charAt(at)) : Character.isDigit(text.charAt(at)))) {
      at++;
    }
    return at;
  }
}
