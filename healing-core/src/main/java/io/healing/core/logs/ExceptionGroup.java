package io.healing.core.logs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the stack traces of one fault have in common.
 *
 * @param type the class of the exception
 * @param message the mask of the first line of its message, empty when it has none
 * @param causes type and masked message of what caused it, the outermost first
 * @param frames its first 5 own frames, without lines of source, one a line
 */
public record ExceptionGroup(String type, String message, List<String> causes, String frames) {
  private static final int FRAMES = 5;
  private static final int LONGEST_MESSAGE = 500;
  private static final String CAUSED = "Caused by: ";
  private static final Pattern HEAD =
      Pattern.compile(
          "((?:[\\p{L}_$][\\p{L}\\p{N}_$]*\\.)+[\\p{L}_$][\\p{L}\\p{N}_$]*)(?:: (.*))?$");

  /** Copies the causes. */
  public ExceptionGroup {
    causes = List.copyOf(causes);
  }

  /**
   * The group of an exception.
   *
   * @param stack its printed stack, from the first frame on, with its causes
   */
  public static ExceptionGroup of(String type, String message, String stack) {
    List<String> causes =
        stack
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith(CAUSED))
            .map(line -> LineMask.mask(cut(line.substring(CAUSED.length()))))
            .toList();
    String first = message.lines().findFirst().orElse("");
    return new ExceptionGroup(
        type, LineMask.mask(cut(first)), causes, OwnFrames.ofStack(stack, FRAMES));
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_MESSAGE));
  }

  /** The group of the last stack trace that is printed in a log; empty when there is none. */
  public static Optional<ExceptionGroup> last(String log) {
    List<String> lines = log.lines().toList();
    int head = lastHead(lines);
    return head < 0 ? Optional.empty() : of(lines, head);
  }

  private static Optional<ExceptionGroup> of(List<String> lines, int head) {
    Matcher said = HEAD.matcher(cut(lines.get(head)));
    if (!said.find()) {
      return Optional.empty();
    }
    String stack =
        lines.subList(head + 1, lines.size()).stream()
            .takeWhile(ExceptionGroup::ofTrace)
            .collect(Collectors.joining("\n"));
    String message = said.group(2);
    return Optional.of(of(said.group(1), message == null ? "" : message, stack));
  }

  private static boolean ofTrace(String line) {
    String text = line.strip();
    return StackLines.frame(line) || text.startsWith(CAUSED) || text.startsWith("Suppressed: ");
  }

  /** The last line that is no part of a trace and is followed by one; -1 when there is none. */
  private static int lastHead(List<String> lines) {
    for (int i = lines.size() - 2; i >= 0; i--) {
      if (!ofTrace(lines.get(i)) && StackLines.frame(lines.get(i + 1))) {
        return i;
      }
    }
    return -1;
  }

  /** All of it, the same text for the same fault. */
  public String key() {
    return type + ": " + message + "\n" + String.join("\n", causes) + "\n" + frames;
  }
}
