package io.healing.core.config;

import io.healing.api.Nearest;
import io.healing.api.PluginOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value of a plug-in's option.
 *
 * @param text the value in the text form of its kind; of no use where something is wrong
 * @param wrong what is wrong with it, with the mend; empty for nothing
 */
record OptionValue(String text, String wrong) {

  /** Reads one value, of an option that takes several one of them. */
  static OptionValue of(PluginOption option, String written) {
    return switch (option.kind()) {
      case TEXT -> text(option, written);
      case FLAG -> read(written, "true or false", Scalars.flag(written).map(String::valueOf));
      case INTEGER -> read(written, "a whole number", Scalars.large(written).map(String::valueOf));
      case DECIMAL -> read(written, "a number", Scalars.number(written).map(String::valueOf));
      case DURATION ->
          read(written, Durations.FORM, Durations.parse(written).map(Duration::toString));
      case WORD -> read(written, words(option, written), word(option, written));
      case PATTERN -> shape(option, written, Shapes::pattern);
      case PATH -> shape(option, written, Shapes::path);
      case URL -> shape(option, written, Shapes::url);
      case ENDPOINT -> shape(option, written, Shapes::endpoint);
    };
  }

  private static OptionValue read(String written, String wanted, Optional<String> value) {
    return value
        .map(OptionValue::right)
        .orElseGet(() -> wrong(Faults.quote(written) + " is not " + wanted));
  }

  private static OptionValue right(String text) {
    return new OptionValue(text, "");
  }

  private static OptionValue wrong(String words) {
    return new OptionValue("", words);
  }

  private static Optional<String> word(PluginOption option, String written) {
    return Optional.of(written.strip()).filter(option.words()::contains);
  }

  private static String words(PluginOption option, String written) {
    String all = String.join(", ", option.words());
    return "one of " + all + "." + Nearest.maybe(written, option.words());
  }

  private static OptionValue text(PluginOption option, String written) {
    PluginOption.Form form = option.form();
    return form == null
        ? right(written)
        : shape(
            option,
            written,
            text ->
                text.matches(form.pattern())
                    ? Optional.empty()
                    : Optional.of(" is not " + form.words()));
  }

  /** An empty text stands for none where the default does. */
  private static OptionValue shape(
      PluginOption option, String written, Function<String, Optional<String>> fault) {
    String text = option.kind() == PluginOption.Kind.PATTERN ? written : written.strip();
    if (text.isEmpty()) {
      return option.standard().isEmpty()
          ? right("")
          : wrong("has no value. Write one, or remove the line");
    }
    return fault.apply(text).map(why -> wrong(Faults.quote(text) + why)).orElse(right(text));
  }
}
