package io.healing.core.config;

import io.healing.api.Options;
import io.healing.api.PluginOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks what is configured for a plug-in against what it declares. Used by one thread. */
final class PluginOptions {
  private final Map<String, PluginOption> declared = new TreeMap<>();
  private final Faults faults = new Faults("");
  private final String path;

  PluginOptions(List<PluginOption> options, String path) {
    options.forEach(option -> declared.put(option.key(), option));
    this.path = path;
  }

  Options check(Map<String, String> given) {
    Map<String, String> values = new HashMap<>();
    new TreeMap<>(given).forEach((key, text) -> option(key, text, values));
    faults.refuse();
    return Options.of(List.copyOf(declared.values()), values);
  }

  private void option(String key, String text, Map<String, String> values) {
    PluginOption option = declared.get(key);
    if (option == null) {
      String maybe = Nearest.maybe(key, declared.keySet());
      String known = declared.isEmpty() ? " It has no options" : " Known are " + known();
      fault(key, "is unknown." + (maybe.isEmpty() ? known : maybe));
      return;
    }
    Optional<String> value = value(option, text);
    if (value.isEmpty()) {
      fault(key, Faults.quote(text) + " is not " + wanted(option, text));
    }
    value.filter(each -> inRange(option, each)).ifPresent(each -> values.put(key, each));
  }

  private String known() {
    return String.join(", ", declared.keySet());
  }

  private static Optional<String> value(PluginOption option, String text) {
    return switch (option.kind()) {
      case TEXT -> Optional.of(text);
      case FLAG -> Scalars.flag(text).map(String::valueOf);
      case INTEGER -> Scalars.large(text).map(String::valueOf);
      case DECIMAL -> Scalars.number(text).map(String::valueOf);
      case DURATION -> Durations.parse(text).map(Duration::toString);
      case WORD -> Optional.of(text.strip()).filter(option.words()::contains);
    };
  }

  private static String wanted(PluginOption option, String text) {
    return switch (option.kind()) {
      case TEXT -> "a text";
      case FLAG -> "true or false";
      case INTEGER -> "a whole number";
      case DECIMAL -> "a number";
      case DURATION -> Durations.FORM;
      case WORD ->
          "one of " + String.join(", ", option.words()) + "." + Nearest.maybe(text, option.words());
    };
  }

  private boolean inRange(PluginOption option, String value) {
    Double least = option.least();
    Double most = option.most();
    Optional<Double> size = size(option.kind(), value);
    boolean low = size.isPresent() && least != null && size.get() < least;
    boolean high = size.isPresent() && most != null && size.get() > most;
    if (low || high) {
      String shown =
          option.kind() == PluginOption.Kind.DURATION
              ? Durations.text(Duration.parse(value))
              : value;
      fault(option.key(), shown + " must be " + range(option));
    }
    return !low && !high;
  }

  private static Optional<Double> size(PluginOption.Kind kind, String value) {
    return switch (kind) {
      case TEXT, FLAG, WORD -> Optional.empty();
      case INTEGER, DECIMAL -> Optional.of(Double.valueOf(value));
      case DURATION -> {
        Duration span = Duration.parse(value);
        yield Optional.of(span.getSeconds() + span.getNano() / 1e9);
      }
    };
  }

  private static String range(PluginOption option) {
    String from = bound(option, option.least());
    String to = bound(option, option.most());
    if (from.isEmpty() || to.isEmpty()) {
      return from.isEmpty() ? "at most " + to : "at least " + from;
    }
    return "from " + from + " to " + to;
  }

  private static String bound(
      PluginOption option, @org.jspecify.annotations.Nullable Double bound) {
    if (bound == null) {
      return "";
    }
    String number =
        bound == Math.rint(bound) ? String.valueOf(bound.longValue()) : bound.toString();
    return option.kind() == PluginOption.Kind.DURATION ? number + "s" : number;
  }

  private void fault(String key, String message) {
    faults.add(0, path + "." + key, message);
  }
}
