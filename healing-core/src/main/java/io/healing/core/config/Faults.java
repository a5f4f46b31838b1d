package io.healing.core.config;

import io.healing.api.HealingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The faults of one file, in the order in which they stand in it. Used by one thread. */
final class Faults {
  private static final int MOST_TOLD = 1_000;
  private static final int LONGEST_VALUE = 60;
  private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/@:\\s]*):[^@\\s]*@");
  private static final Pattern IN_PARAMETER =
      Pattern.compile("(?i)((?:password|passwd|pwd|secret|token|api_?key))=[^&;\\s]+");

  private final String file;
  private final List<Fault> found = new ArrayList<>();

  private record Fault(int line, String text) {}

  /**
   * @param file how the file is called in a fault; empty for a configuration that was built in code
   */
  Faults(String file) {
    this.file = file;
  }

  /** One more. Line 0 stands for no line; an empty path for the file as a whole. */
  void add(int line, String path, String message) {
    String place = file.isEmpty() || line == 0 ? file : file + ":" + line;
    String text =
        List.of(place, path, message).stream()
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(": "));
    found.add(new Fault(line, text.endsWith(".") ? text.substring(0, text.length() - 1) : text));
  }

  /** Throws all that were found as one exception. */
  void refuse() {
    if (!found.isEmpty()) {
      throw new HealingException(text(), "");
    }
  }

  private String text() {
    String told =
        found.stream()
            .sorted(Comparator.comparingInt(Fault::line))
            .limit(MOST_TOLD)
            .map(Fault::text)
            .collect(Collectors.joining("\n"));
    int more = found.size() - MOST_TOLD;
    return more > 0 ? told + "\nand " + more + " more faults" : told;
  }

  /**
   * A value as it is shown in a message: in quotes, without control characters, not too long, and
   * without the password of an address.
   */
  static String quote(String value) {
    String safe = IN_PARAMETER.matcher(value).replaceAll("$1=[masked]");
    safe = IN_ADDRESS.matcher(safe).replaceAll("$1:[masked]@");
    String shown = safe.length() > LONGEST_VALUE ? safe.substring(0, LONGEST_VALUE) + "…" : safe;
    return "\"" + shown.replaceAll("\\p{Cntrl}", " ") + "\"";
  }
}
