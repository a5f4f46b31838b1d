package io.healing.core.detect;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The part of a run's log in which its error is told. */
final class LogExcerpt {
  private static final int BEFORE = 5;
  private static final int AFTER = 10;
  private static final int LAST = 10;
  private static final int LINE = 300;
  private static final Pattern ERROR =
      Pattern.compile(
          "\\b(error|exception|fatal|failed|failure|traceback|denied|refused|cannot|panic"
              + "|no such|not found)|(Error|Exception)\\b",
          Pattern.CASE_INSENSITIVE);

  private LogExcerpt() {}

  /** The lines around the last one that tells of an error, else the last lines. */
  static String around(String log) {
    List<String> lines = log.lines().toList();
    int at = lastErrorAt(lines);
    int from = at < 0 ? lines.size() - LAST : at - BEFORE;
    int to = at < 0 ? lines.size() : at + AFTER + 1;
    return lines.subList(Math.max(0, from), Math.min(lines.size(), to)).stream()
        .map(LogExcerpt::cut)
        .reduce((a, b) -> a + "\n" + b)
        .orElse("");
  }

  /** The last lines. */
  static String last(String log) {
    List<String> lines = log.lines().toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LAST))
        .map(LogExcerpt::cut)
        .collect(Collectors.joining("\n"));
  }

  /** The last line that tells of an error, or nothing. */
  static String lastError(String log) {
    List<String> lines = log.lines().toList();
    int at = lastErrorAt(lines);
    return at < 0 ? "" : cut(lines.get(at));
  }

  private static int lastErrorAt(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (ERROR.matcher(Negation.without(cut(lines.get(i)))).find()) {
        return i;
      }
    }
    return -1;
  }

  private static String cut(String line) {
    return line.length() > LINE ? line.substring(0, LINE) + "…" : line;
  }
}
