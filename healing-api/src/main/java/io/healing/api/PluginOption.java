package io.healing.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option of a plug-in: its key, type, default and range.
 *
 * @param key lower-case words joined by underscores
 * @param kind what its value is
 * @param standard the default, in the text form of its kind
 * @param least the smallest value allowed (seconds for a duration), or null for no bound
 * @param most the largest value allowed (seconds for a duration), or null for no bound
 * @param words the words of which one is wanted; empty where it is no {@link Kind#WORD}
 */
public record PluginOption(
    String key,
    Kind kind,
    String standard,
    @Nullable Double least,
    @Nullable Double most,
    List<String> words) {

  /** What an option's value is. */
  public enum Kind implements WireWord {
    /** Any text. */
    TEXT,
    /** True or false. */
    FLAG,
    /** A whole number. */
    INTEGER,
    /** A number. */
    DECIMAL,
    /** A time span, such as {@code 30s}, {@code 15m}, {@code 24h}. */
    DURATION,
    /** One of some words. */
    WORD
  }

  /** Without words to choose from. */
  public PluginOption(
      String key, Kind kind, String standard, @Nullable Double least, @Nullable Double most) {
    this(key, kind, standard, least, most, List.of());
  }

  /** Checks the key and copies the words. */
  public PluginOption {
    if (!key.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "An option's key is lower_case_words, but is \"" + key + "\"");
    }
    words = List.copyOf(words);
  }

  /** A text option. */
  public static PluginOption text(String key, String standard) {
    return new PluginOption(key, Kind.TEXT, standard, null, null);
  }

  /**
   * One of some words.
   *
   * @throws IllegalArgumentException when the default is none of them
   */
  public static PluginOption word(String key, String standard, List<String> words) {
    if (!words.contains(standard)) {
      throw new IllegalArgumentException(
          "The default of " + key + " is one of " + words + ", but is \"" + standard + "\"");
    }
    return new PluginOption(key, Kind.WORD, standard, null, null, words);
  }

  /** A true-or-false option. */
  public static PluginOption flag(String key, boolean standard) {
    return new PluginOption(key, Kind.FLAG, Boolean.toString(standard), null, null);
  }

  /** A whole number between two bounds, both allowed. */
  public static PluginOption integer(String key, long standard, long least, long most) {
    return new PluginOption(
        key, Kind.INTEGER, Long.toString(standard), (double) least, (double) most);
  }

  /** A number between two bounds, both allowed. */
  public static PluginOption decimal(String key, double standard, double least, double most) {
    return new PluginOption(key, Kind.DECIMAL, Double.toString(standard), least, most);
  }

  /** A time span between two bounds, both allowed. */
  public static PluginOption duration(
      String key, Duration standard, Duration least, Duration most) {
    return new PluginOption(
        key,
        Kind.DURATION,
        standard.toString(),
        least.toMillis() / 1000.0,
        most.toMillis() / 1000.0);
  }
}
