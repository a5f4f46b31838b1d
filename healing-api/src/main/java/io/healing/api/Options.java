package io.healing.api;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The checked option values of one plug-in: every declared option has a value, its default where
 * the configuration gives none. Immutable and thread-safe.
 */
public final class Options {
  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * The declared options with these values laid over their defaults.
   *
   * @param given values in text form, already checked against the declaration; durations in the
   *     form of {@link Duration#parse}, several values as {@link PluginOption#items} reads them
   * @throws IllegalArgumentException when a value is given for an option that is not declared
   */
  public static Options of(List<PluginOption> declared, Map<String, String> given) {
    Map<String, String> all = new HashMap<>();
    Map<String, PluginOption> known = new HashMap<>();
    for (PluginOption option : declared) {
      known.put(option.key(), option);
      all.put(option.key(), text(option, option.standard()));
    }
    given.forEach(
        (key, value) -> {
          PluginOption option = known.get(key);
          if (option == null) {
            throw new IllegalArgumentException("There is no option \"" + key + "\"");
          }
          all.put(key, text(option, value));
        });
    return new Options(all);
  }

  private static String text(PluginOption option, String value) {
    return String.join("\n", option.items(value));
  }

  /** The text of an option. */
  public String text(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("There is no option \"" + key + "\": declare it first");
    }
    return value;
  }

  /** The values of an option that takes several, in their order; empty for none. */
  public List<String> texts(String key) {
    return text(key).lines().toList();
  }

  /** The value of a true-or-false option. */
  public boolean flag(String key) {
    return Boolean.parseBoolean(text(key));
  }

  /** The value of a whole-number option. */
  public long integer(String key) {
    return Long.parseLong(text(key));
  }

  /** The value of a number option. */
  public double decimal(String key) {
    return Double.parseDouble(text(key));
  }

  /** The value of a time-span option. */
  public Duration duration(String key) {
    return Duration.parse(text(key));
  }
}
