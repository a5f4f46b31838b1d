package io.healing.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.healing.api.Nearest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The kinds of single values. Each looks at the text as it is written, not at what YAML 1.1 makes
 * of it: for YAML {@code 13:00} is the number 780, {@code no} is false and {@code 010} is eight.
 */
final class Scalars {
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(0|[1-9][0-9_]*)?(\\.[0-9]+|\\.)?([eE][-+]?[0-9]+)?");
  private static final Set<String> TRUE = Set.of("true", "yes", "on");
  private static final Set<String> FALSE = Set.of("false", "no", "off");
  private static final Set<Tag> PLAIN =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE);
  private static final String VALUE_TAG = "tag:yaml.org,2002:value";

  private Scalars() {}

  /** True or false. */
  static Kind flag() {
    return spot -> one(spot, "true or false").flatMap(scalar -> flag(spot, scalar));
  }

  private static Optional<JsonNode> flag(Spot spot, ScalarNode scalar) {
    Optional<Boolean> value = scalar.isPlain() ? flag(scalar.getValue()) : Optional.empty();
    if (value.isEmpty()) {
      spot.fault(
          shown(scalar) + " is not true or false." + unquote(scalar, flag(scalar.getValue())));
    }
    return value.map(BooleanNode::valueOf);
  }

  /** What a word says, as YAML 1.1 has it. */
  static Optional<Boolean> flag(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (TRUE.contains(lower) || FALSE.contains(lower)) {
      return Optional.of(TRUE.contains(lower));
    }
    return Optional.empty();
  }

  /** A whole number in decimal digits. */
  static Kind integer() {
    return spot -> one(spot, "a whole number").flatMap(scalar -> integer(spot, scalar));
  }

  private static Optional<JsonNode> integer(Spot spot, ScalarNode scalar) {
    Optional<Integer> value = scalar.isPlain() ? whole(scalar.getValue()) : Optional.empty();
    if (value.isEmpty()) {
      String wrong =
          WHOLE.matcher(scalar.getValue()).matches() && scalar.isPlain()
              ? " has too many digits."
              : " is not a whole number in decimal digits.";
      spot.fault(shown(scalar) + wrong + unquote(scalar, whole(scalar.getValue())));
    }
    return value.map(IntNode::valueOf);
  }

  private static Optional<Integer> whole(String text) {
    return large(text).filter(number -> number == number.intValue()).map(Long::intValue);
  }

  /** A whole number from decimal digits. */
  static Optional<Long> large(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.valueOf(text.replace("_", "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A number in decimal digits, whole or not. */
  static Kind decimal() {
    return spot -> one(spot, "a number").flatMap(scalar -> decimal(spot, scalar));
  }

  private static Optional<JsonNode> decimal(Spot spot, ScalarNode scalar) {
    Optional<Double> value = scalar.isPlain() ? number(scalar.getValue()) : Optional.empty();
    if (value.isEmpty()) {
      spot.fault(
          shown(scalar)
              + " is not a number in decimal digits."
              + unquote(scalar, number(scalar.getValue())));
    }
    return value.map(DoubleNode::valueOf);
  }

  /** A finite number from decimal digits. */
  static Optional<Double> number(String text) {
    if (text.isEmpty() || !NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Double.valueOf(text.replace("_", ""))).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Any text, as it is written; also one that YAML takes for a number, a date or a yes. */
  static Kind text() {
    return spot -> one(spot, "a text").map(scalar -> TextNode.valueOf(scalar.getValue()));
  }

  /** One of a few words. */
  static Kind word(List<String> known) {
    return spot -> one(spot, "a word").flatMap(scalar -> word(spot, scalar.getValue(), known));
  }

  /** One of these words, also in capitals, as other programs write levels of logging. */
  static Kind wordInAnyCase(List<String> known) {
    return spot ->
        one(spot, "a word")
            .flatMap(scalar -> word(spot, scalar.getValue().toLowerCase(Locale.ROOT), known));
  }

  private static Optional<JsonNode> word(Spot spot, String word, List<String> known) {
    if (known.contains(word)) {
      return Optional.of(TextNode.valueOf(word));
    }
    String all = String.join(", ", known);
    spot.fault(Faults.quote(word) + " is not one of " + all + "." + Nearest.maybe(word, known));
    return Optional.empty();
  }

  /** A time span. */
  static Kind duration() {
    return spot -> one(spot, "a time span").flatMap(scalar -> duration(spot, scalar.getValue()));
  }

  private static Optional<JsonNode> duration(Spot spot, String text) {
    Optional<JsonNode> value = Durations.parse(text).map(span -> TextNode.valueOf(span.toString()));
    if (value.isEmpty()) {
      String mend = WHOLE.matcher(text).matches() ? ": it has no unit. Maybe " + text + "s" : "";
      spot.fault(Faults.quote(text) + " is not " + Durations.FORM + mend);
    }
    return value;
  }

  /** A moment; one without an offset is in the system's zone. */
  static Kind moment() {
    return spot -> one(spot, "a time").flatMap(scalar -> moment(spot, scalar.getValue()));
  }

  private static Optional<JsonNode> moment(Spot spot, String text) {
    String iso = text.strip().replaceFirst("(?<=[0-9])[ tT]+(?=[0-9])", "T");
    Optional<Instant> value =
        parsed(iso, each -> OffsetDateTime.parse(each).toInstant())
            .or(() -> parsed(iso, each -> local(LocalDateTime.parse(each))))
            .or(() -> parsed(iso, each -> local(LocalDate.parse(each).atStartOfDay())));
    if (value.isEmpty()) {
      spot.fault(Faults.quote(text) + " is not a time. Write it as 2026-01-31T13:00:00Z");
    }
    return value.map(at -> TextNode.valueOf(at.toString()));
  }

  private static Instant local(LocalDateTime time) {
    return time.atZone(ZoneId.systemDefault()).toInstant();
  }

  private static Optional<Instant> parsed(String text, Function<String, Instant> parse) {
    try {
      return Optional.of(parse.apply(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The single value that stands here; a fault and empty where none does. */
  static Optional<ScalarNode> one(Spot spot, String wanted) {
    spot.reading().count(spot.node());
    if (spot.empty()) {
      spot.fault("has no value, but " + wanted + " is wanted. Write one, or remove the line");
    } else if (!(spot.node() instanceof ScalarNode scalar)) {
      spot.fault("is " + what(spot) + ", but " + wanted + " is wanted. Write one value");
    } else if (tagged(scalar)) {
      spot.fault(tag(scalar));
    } else {
      return Optional.of(scalar);
    }
    return Optional.empty();
  }

  /** That a value has a tag, which stands for a type of some program. */
  static String tag(Node node) {
    String tag = node.getTag().getValue().replace(Tag.PREFIX, "!!");
    return "has the tag " + Faults.quote(tag) + ". Remove the tag";
  }

  private static boolean tagged(ScalarNode scalar) {
    return !PLAIN.contains(scalar.getTag()) && !scalar.getTag().getValue().equals(VALUE_TAG);
  }

  /** What stands at a place, in words. */
  static String what(Spot spot) {
    if (spot.node() instanceof MappingNode) {
      return "a map";
    }
    if (spot.node() instanceof SequenceNode) {
      return "a list";
    }
    return spot.node() instanceof ScalarNode scalar ? shown(scalar) : "something else";
  }

  private static String shown(ScalarNode scalar) {
    return scalar.isPlain() && !scalar.getTag().equals(Tag.STR)
        ? scalar.getValue()
        : Faults.quote(scalar.getValue());
  }

  private static String unquote(ScalarNode scalar, Optional<?> meant) {
    return !scalar.isPlain() && meant.isPresent() ? " Remove the quotes" : "";
  }
}
