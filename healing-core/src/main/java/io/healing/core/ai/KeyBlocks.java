package io.healing.core.ai;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Private key blocks: every line between the first and the last one. A line that is nothing but a
 * long piece of Base64 is masked too, because logs are cut and written line by line.
 */
final class KeyBlocks implements UnaryOperator<String> {
  private static final Pattern BEGIN =
      Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
  private static final Pattern END =
      Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
  private static final int SHORTEST_LINE = 60;
  private static final int LONGEST_LINE = 80;

  @Override
  public String apply(String text) {
    StringBuilder masked = new StringBuilder(text.length());
    boolean inside = false;
    int start = 0;
    while (start < text.length()) {
      int end = endOfLine(text, start);
      String line = text.substring(start, end);
      inside = appendLine(masked, line, inside);
      start = end;
    }
    return masked.toString();
  }

  private static int endOfLine(String text, int start) {
    int feed = text.indexOf('\n', start);
    return feed < 0 ? text.length() : feed + 1;
  }

  private static boolean appendLine(StringBuilder masked, String line, boolean inside) {
    if (!inside && !line.contains("-----")) {
      masked.append(isKeyMaterial(line) ? maskBody(line) : line);
      return false;
    }
    return appendParts(masked, line, inside);
  }

  private static boolean appendParts(StringBuilder masked, String line, boolean begun) {
    boolean inside = begun;
    int at = 0;
    while (at < line.length()) {
      var marker = (inside ? END : BEGIN).matcher(line);
      boolean found = marker.find(at);
      String before = line.substring(at, found ? marker.start() : line.length());
      masked.append(inside ? maskBody(before) : before);
      if (!found) {
        break;
      }
      masked.append(marker.group());
      at = marker.end();
      inside = !inside;
    }
    return inside;
  }

  /** Keeps the blanks and the line end around the body. */
  private static String maskBody(String body) {
    String bare = body.strip();
    if (bare.isEmpty() || bare.equals("\\n")) {
      return body;
    }
    int from = body.indexOf(bare);
    return body.substring(0, from) + Redactor.MASK + body.substring(from + bare.length());
  }

  private static boolean isKeyMaterial(String line) {
    String bare = line.strip();
    return bare.length() >= SHORTEST_LINE
        && bare.length() <= LONGEST_LINE
        && bare.chars().allMatch(KeyBlocks::isBase64)
        && bare.chars().anyMatch(c -> c >= 'A' && c <= 'Z')
        && bare.chars().anyMatch(c -> c >= 'a' && c <= 'z')
        && bare.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isBase64(int c) {
    return (Character.isLetterOrDigit(c) && c < 128) || c == '+' || c == '/' || c == '=';
  }
}
