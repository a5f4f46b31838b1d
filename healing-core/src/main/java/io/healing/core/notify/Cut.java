package io.healing.core.notify;

/** Makes texts fit, without losing what a person is to do. */
final class Cut {
  private static final String LINE = "\n";

  private Cut() {}

  /** One line of at most so many characters. */
  static String line(String text, int most) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " · ");
    return line.length() <= most ? line : safe(line, most - 1) + "…";
  }

  /** Cuts what stands before the lines on what comes next, which stay where there is room. */
  static String body(String body, int most) {
    if (body.length() <= most) {
      return body;
    }
    int next = body.startsWith(Ahead.NEXT) ? 0 : body.lastIndexOf(LINE + Ahead.NEXT) + 1;
    String end = next > 0 ? body.substring(next) : "";
    String begin = next > 0 ? body.substring(0, next - 1) : body;
    String mark = "\n… (" + (body.length() - most) + " characters or more are left out)";
    int room = most - mark.length() - end.length() - 1;
    if (room < 0) {
      return safe(body, Math.max(0, most - 1)) + "…";
    }
    return safe(begin, room) + mark + (end.isEmpty() ? "" : LINE + end);
  }

  /** Not in the middle of a character that takes two. */
  private static String safe(String text, int most) {
    int end = Math.min(most, text.length());
    boolean half =
        end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, half ? end - 1 : end);
  }
}
