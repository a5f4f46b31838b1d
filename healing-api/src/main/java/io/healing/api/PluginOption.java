package io.healing.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One option of a plug-in: its key, type, default and what it may be. A value that does not fit is
 * refused when the configuration is taken up, with its place. Immutable and thread-safe.
 *
 * @param key lower-case words joined by underscores
 * @param kind what its value is
 * @param standard the default, in the text form of its kind
 * @param least the smallest value allowed (seconds for a duration), or null for no bound
 * @param most the largest value allowed (seconds for a duration), or null for no bound
 * @param words the words of which one is wanted; empty where it is no {@link Kind#WORD}
 * @param many whether it takes several values, and how one text holds them
 * @param form what a text must look like; null where it may be any
 * @param above the key of another option of the same plug-in that this one must be above where both
 *     are given: a larger number or time span; of words the same or a later one. Null for none
 */
public record PluginOption(
    String key,
    Kind kind,
    String standard,
    @Nullable Double least,
    @Nullable Double most,
    List<String> words,
    Many many,
    @Nullable Form form,
    @Nullable String above) {

  /** What an option's value is. */
  public enum Kind implements WireWord {
    /** Any text, or one of a {@link Form}. */
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
    WORD,
    /** A regular expression of {@link java.util.regex.Pattern}. */
    PATTERN,
    /** A path of a file or directory, which need not exist. */
    PATH,
    /** An address that begins with {@code http://} or {@code https://} and names a host. */
    URL,
    /** {@code host:port}; an IPv6 address stands in brackets. */
    ENDPOINT
  }

  /** Whether an option takes several values. A list of the file is taken in both cases. */
  public enum Many implements WireWord {
    /** One value. */
    ONE,
    /** Several; one text holds them with commas between them, or one a line. */
    COMMAS,
    /** Several; one text holds them one a line. */
    LINES
  }

  /**
   * What a text must look like.
   *
   * @param pattern a regular expression for the whole text
   * @param words what is wanted, for a message: "is not …"
   */
  public record Form(String pattern, String words) {
    /** The name of an environment variable. */
    public static final Form VARIABLE =
        new Form("[^=\\s\\p{Cntrl}]+", "the name of an environment variable, such as SLACK_TOKEN");
  }

  /** Without words to choose from. */
  public PluginOption(
      String key, Kind kind, String standard, @Nullable Double least, @Nullable Double most) {
    this(key, kind, standard, least, most, List.of(), Many.ONE, null, null);
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
    return of(key, Kind.TEXT, standard);
  }

  private static PluginOption of(String key, Kind kind, String standard) {
    return new PluginOption(key, kind, standard, null, null);
  }

  /**
   * A regular expression.
   *
   * @throws java.util.regex.PatternSyntaxException when the default is none
   */
  public static PluginOption pattern(String key, String standard) {
    return of(key, Kind.PATTERN, Pattern.compile(standard).pattern());
  }

  /** A path; an empty default stands for none. */
  public static PluginOption path(String key, String standard) {
    return of(key, Kind.PATH, standard);
  }

  /** An http or https address; an empty default stands for none. */
  public static PluginOption url(String key, String standard) {
    return of(key, Kind.URL, standard);
  }

  /** A host with its port; an empty default stands for none. */
  public static PluginOption endpoint(String key, String standard) {
    return of(key, Kind.ENDPOINT, standard);
  }

  /** The name of an environment variable, by default none. */
  public static PluginOption variable(String key) {
    return text(key, "").withForm(Form.VARIABLE);
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
    return new PluginOption(key, Kind.WORD, standard, null, null, words, Many.ONE, null, null);
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

  /** The same, taking several values: a list, or one text with commas between them. */
  public PluginOption several() {
    return with(Many.COMMAS, form, above);
  }

  /** The same, taking several values: a list, or one text with one a line. */
  public PluginOption lines() {
    return with(Many.LINES, form, above);
  }

  /** The same, whose text must look like this. */
  public PluginOption withForm(Form wanted) {
    return with(many, wanted, above);
  }

  /** The same, which must be above that option where both are given. */
  public PluginOption withAbove(String other) {
    return with(many, form, other);
  }

  private PluginOption with(Many number, @Nullable Form wanted, @Nullable String other) {
    return new PluginOption(key, kind, standard, least, most, words, number, wanted, other);
  }

  /** The values that a text of this option holds, without blank ones; of one value the text. */
  public List<String> items(String text) {
    if (many == Many.ONE) {
      return List.of(text);
    }
    String between = many == Many.LINES || text.contains("\n") ? "\n" : ",";
    return Arrays.stream(text.split(between, -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }
}
