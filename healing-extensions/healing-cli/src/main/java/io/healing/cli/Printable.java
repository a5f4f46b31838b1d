package io.healing.cli;

/**
 * Text of unknown origin made fit for a screen: what would move the cursor, change the direction or
 * be invisible is shown escaped, and a text is measured and cut by the columns that it takes.
 */
final class Printable {
  private static final int WIDE_BEGIN = 0x1100;

  private Printable() {}

  /** One line without any character that acts on the terminal. */
  static String line(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(shown, point));
    return shown.toString();
  }

  /** The same, with line feeds left as they are. */
  static String lines(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .codePoints()
        .forEach(
            point -> {
              if (point == '\n') {
                shown.append('\n');
              } else {
                append(shown, point);
              }
            });
    return shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    switch (point) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> {
        if (acts(point)) {
          shown.append(String.format("\\u%04x", point));
        } else {
          shown.appendCodePoint(point);
        }
      }
    }
  }

  private static boolean acts(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          true;
      default -> false;
    };
  }

  /** How many columns a line takes on a terminal. */
  static int width(String line) {
    return line.codePoints().map(Printable::width).sum();
  }

  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return point >= WIDE_BEGIN && wide(point) ? 2 : 1;
  }

  private static boolean wide(int point) {
    return between(point, 0x1100, 0x115f)
        || between(point, 0x2e80, 0x303e)
        || between(point, 0x3041, 0xa4cf)
        || between(point, 0xa960, 0xa97c)
        || between(point, 0xac00, 0xd7a3)
        || between(point, 0xf900, 0xfaff)
        || between(point, 0xfe30, 0xfe6f)
        || between(point, 0xff00, 0xff60)
        || between(point, 0xffe0, 0xffe6)
        || between(point, 0x1f300, 0x1faff)
        || between(point, 0x20000, 0x3fffd);
  }

  private static boolean between(int point, int from, int to) {
    return point >= from && point <= to;
  }

  /** The line within so many columns; what is cut off is shown by this mark. */
  static String cut(String line, int columns, String mark) {
    if (width(line) <= columns) {
      return line;
    }
    int room = Math.max(0, columns - mark.length());
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int at = 0; at < line.length(); ) {
      int point = line.codePointAt(at);
      used += width(point);
      if (used > room) {
        break;
      }
      kept.appendCodePoint(point);
      at += Character.charCount(point);
    }
    return kept.append(mark, 0, Math.min(mark.length(), columns)).toString();
  }

  /**
   * The end of the line within so many columns; what is cut off before it is shown by this mark.
   */
  static String end(String line, int columns, String mark) {
    if (width(line) <= columns) {
      return line;
    }
    int room = Math.max(0, columns - mark.length());
    int from = line.length();
    while (from > 0) {
      int point = line.codePointBefore(from);
      room -= width(point);
      if (room < 0) {
        break;
      }
      from -= Character.charCount(point);
    }
    return mark.substring(0, Math.min(mark.length(), columns)) + line.substring(from);
  }

  /** The line filled with spaces to so many columns. */
  static String padded(String line, int columns) {
    return line + " ".repeat(Math.max(0, columns - width(line)));
  }
}
