package io.healing.micrometer;

import io.healing.api.HealingException;
import io.healing.api.PluginOption;
import io.healing.micrometer.MeterWatch.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what is to be watched as the configuration has it: one meter a line. */
final class WatchText {
  private static final String NUMBER = "[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?";
  private static final String METER =
      "(gauge|rate|mean|max)\\s+[^\\s{};]+(\\{([^{}=,]+=[^{},]*(,[^{}=,]+=[^{},]*)*)?})?"
          + "(\\s+(warning|critical)\\s+"
          + NUMBER
          + "|\\s+unit\\s+[^\\s;]+)*";

  /** What the option must look like, so that a wrong line is refused before the first look. */
  static final PluginOption.Form FORM =
      new PluginOption.Form(
          "(" + METER + ")?(\\s*;\\s*(" + METER + ")?)*",
          "a meter that can be watched. Write gauge, rate, mean or max; the meter with its tags; its"
              + " limits and unit, as in gauge shop.queue.size{queue=orders} warning 100 critical 500"
              + " unit tasks");

  private static final String MEND =
      "Write: gauge, rate, mean or max; the meter with its tags; its limits and unit, as in"
          + " \"gauge shop.queue.size{queue=orders} warning 100 critical 500 unit tasks\".";
  private static final Pattern LINE =
      Pattern.compile(
          "(gauge|rate|mean|max)\\s+([^\\s{}]+)(?:\\{([^{}]*)})?((?:\\s+\\S+\\s+\\S+)*)");

  private WatchText() {}

  /**
   * One watch for each line; lines may also be parted by a semicolon.
   *
   * @throws HealingException when a line is not as it must be
   */
  static List<MeterWatch> read(String text) {
    List<MeterWatch> all = new ArrayList<>();
    for (String line : text.split("[;\n]", -1)) {
      if (!line.isBlank()) {
        all.add(line(line.strip()));
      }
    }
    return all;
  }

  private static MeterWatch line(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw wrong(line, "it is not of the form");
    }
    MeterWatch watch =
        MeterWatch.of(
            Figure.valueOf(parts.group(1).toUpperCase(java.util.Locale.ROOT)), parts.group(2));
    try {
      return limits(tags(watch, parts.group(3) == null ? "" : parts.group(3)), parts.group(4));
    } catch (IllegalArgumentException e) {
      throw wrong(line, String.valueOf(e.getMessage()));
    }
  }

  private static MeterWatch tags(MeterWatch watch, String text) {
    MeterWatch with = watch;
    for (String tag : text.isBlank() ? new String[0] : text.split(",", -1)) {
      int is = tag.indexOf('=');
      if (is < 1) {
        throw new IllegalArgumentException("a tag is key=value, but is \"" + tag + "\"");
      }
      with = with.withTag(tag.substring(0, is).strip(), tag.substring(is + 1).strip());
    }
    return with;
  }

  private static MeterWatch limits(MeterWatch watch, String text) {
    MeterWatch with = watch;
    String[] words = text.isBlank() ? new String[0] : text.strip().split("\\s+", -1);
    for (int i = 0; i + 1 < words.length; i += 2) {
      with = limit(with, words[i], words[i + 1]);
    }
    return with;
  }

  private static MeterWatch limit(MeterWatch watch, String word, String value) {
    return switch (word) {
      case "warning" -> watch.withWarning(number(word, value));
      case "critical" -> watch.withCritical(number(word, value));
      case "unit" -> watch.withUnit(value);
      default -> throw new IllegalArgumentException("there is no word \"" + word + "\"");
    };
  }

  private static double number(String word, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(word + " is a number, but is \"" + value + "\"", e);
    }
  }

  private static HealingException wrong(String line, String why) {
    return new HealingException("The meter \"" + line + "\" cannot be watched: " + why, MEND);
  }
}
