package io.healing.core.config;

import io.healing.api.Nearest;
import io.healing.api.Options;
import io.healing.api.PluginOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks what is configured for a plug-in against what it declares. Used by one thread. */
final class PluginOptions {
  private final Map<String, PluginOption> declared = new TreeMap<>();
  private final Map<String, String> values = new HashMap<>();
  private final String path;
  private final Places places;
  private final Faults faults;

  PluginOptions(List<PluginOption> options, String path, Places places) {
    options.forEach(option -> declared.put(option.key(), option));
    this.path = path;
    this.places = places;
    this.faults = new Faults(places.file());
  }

  Options check(Map<String, String> given) {
    new TreeMap<>(given).forEach(this::option);
    declared.values().forEach(this::order);
    faults.refuse();
    return Options.of(List.copyOf(declared.values()), values);
  }

  private void option(String key, String text) {
    PluginOption option = declared.get(key);
    if (option == null) {
      String maybe = Nearest.maybe(key, declared.keySet());
      String known = declared.isEmpty() ? " It has no options" : " Known are " + known();
      fault(key, "is unknown." + (maybe.isEmpty() ? known : maybe));
    } else if (option.many() == PluginOption.Many.ONE && places.list(path + "." + key)) {
      fault(key, "is a list, but one value is wanted. Write one value");
    } else {
      values(option, text);
    }
  }

  private String known() {
    return String.join(", ", declared.keySet());
  }

  private void values(PluginOption option, String text) {
    List<String> read = new ArrayList<>();
    List<String> items = option.items(text);
    for (String item : items) {
      OptionValue value = OptionValue.of(option, item);
      if (!value.wrong().isEmpty()) {
        fault(option.key(), value.wrong());
      } else if (inRange(option, value.text())) {
        read.add(value.text());
      }
    }
    if (read.size() == items.size()) {
      // A line end after each keeps a comma within one from parting it.
      values.put(
          option.key(),
          option.many() == PluginOption.Many.ONE
              ? read.get(0)
              : String.join("", read.stream().map(item -> item + "\n").toList()));
    }
  }

  private boolean inRange(PluginOption option, String value) {
    Double least = option.least();
    Double most = option.most();
    Optional<Double> size = size(option, value);
    boolean low = size.isPresent() && least != null && size.get() < least;
    boolean high = size.isPresent() && most != null && size.get() > most;
    if (low || high) {
      fault(option.key(), shown(option, value) + " must be " + range(option));
    }
    return !low && !high;
  }

  private static String shown(PluginOption option, String value) {
    return option.kind() == PluginOption.Kind.DURATION
        ? Durations.text(Duration.parse(value))
        : value;
  }

  private static Optional<Double> size(PluginOption option, String value) {
    return switch (option.kind()) {
      case INTEGER, DECIMAL -> Optional.of(Double.valueOf(value));
      case DURATION -> {
        Duration span = Duration.parse(value);
        yield Optional.of(span.getSeconds() + span.getNano() / 1e9);
      }
      case TEXT, FLAG, WORD, PATTERN, PATH, URL, ENDPOINT -> Optional.empty();
    };
  }

  /** Two options of which one must be above the other, where both are given. */
  private void order(PluginOption option) {
    String other = option.above();
    String high = values.get(option.key());
    String low = other == null ? null : values.get(other);
    if (other != null && high != null && low != null && !above(option, high, low)) {
      boolean word = option.kind() == PluginOption.Kind.WORD;
      fault(
          option.key(),
          shown(option, high)
              + (word ? " must not be below " : " must be above ")
              + other
              + ", which is "
              + shown(option, low)
              + ". Raise it, or lower that");
    }
  }

  private static boolean above(PluginOption option, String high, String low) {
    if (option.kind() == PluginOption.Kind.WORD) {
      return option.words().indexOf(high) >= option.words().indexOf(low);
    }
    return size(option, high).orElse(0.0) > size(option, low).orElse(0.0);
  }

  private static String range(PluginOption option) {
    String from = bound(option, option.least());
    String to = bound(option, option.most());
    if (from.isEmpty() || to.isEmpty()) {
      return from.isEmpty() ? "at most " + to : "at least " + from;
    }
    return "from " + from + " to " + to;
  }

  private static String bound(PluginOption option, @Nullable Double bound) {
    if (bound == null) {
      return "";
    }
    String number =
        bound == Math.rint(bound) ? String.valueOf(bound.longValue()) : bound.toString();
    return option.kind() == PluginOption.Kind.DURATION ? number + "s" : number;
  }

  private void fault(String key, String message) {
    String at = path + "." + key;
    faults.add(places.line(at), at, message);
  }
}
