package io.healing.core.environment;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys and values of a file of {@code KEY=value} lines, as programs that read such files
 * understand them: {@code export}, comments, single and double quotes, also over several lines; of
 * a key that is there twice the last value. Values never leave this room.
 */
final class EnvLines {
  private static final String EXPORT = "export";

  private final String text;
  private final Map<String, String> values = new HashMap<>();
  private int at;

  private EnvLines(String text) {
    this.text = text;
  }

  /** The values by key. A line that is none is passed over. */
  static Map<String, String> of(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return new EnvLines(plain.replace("\r\n", "\n").replace('\r', '\n')).read();
  }

  private Map<String, String> read() {
    while (at < text.length()) {
      int end = end('\n');
      int equals = text.indexOf('=', at);
      if (equals < 0 || equals > end || text.substring(at, equals).strip().startsWith("#")) {
        at = end + 1;
      } else {
        String key = key(text.substring(at, equals).strip());
        at = equals + 1;
        values.put(key, value());
      }
    }
    return values;
  }

  private static String key(String written) {
    boolean exported =
        written.startsWith(EXPORT)
            && written.length() > EXPORT.length()
            && Character.isWhitespace(written.charAt(EXPORT.length()));
    return exported ? written.substring(EXPORT.length()).strip() : written;
  }

  /** The value that begins here; goes to the line after it. */
  private String value() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    char quote = at < text.length() ? text.charAt(at) : '\n';
    int closing = quote == '"' || quote == '\'' ? closing(quote) : -1;
    if (closing < 0) {
      return bare();
    }
    String value = text.substring(at + 1, closing);
    at = closing;
    at = end('\n') + 1;
    return value;
  }

  private String bare() {
    String line = text.substring(at, end('\n'));
    at = end('\n') + 1;
    return line.startsWith("#") ? "" : line.replaceFirst("\\s#.*$", "").strip();
  }

  /** Where the quote that begins here is closed; -1 where it is not. */
  private int closing(char quote) {
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && quote == '"') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i;
      }
    }
    return -1;
  }

  private int end(char letter) {
    int end = text.indexOf(letter, at);
    return end < 0 ? text.length() : end;
  }
}
