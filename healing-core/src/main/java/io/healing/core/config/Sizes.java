package io.healing.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes: digits alone, or with B, KB, MB, GB or TB, which are powers of 1024. */
final class Sizes {
  private static final Pattern SIZE = Pattern.compile("([0-9][0-9_]*) ?([KMGT]?B?)");
  private static final List<String> UNITS = List.of("", "B", "KB", "MB", "GB", "TB");
  private static final int BITS = 10;

  private Sizes() {}

  /** A number of bytes. */
  static Kind bytes() {
    return spot ->
        Scalars.one(spot, "a size such as 200MB")
            .flatMap(scalar -> value(spot, scalar.getValue().strip()));
  }

  private static Optional<JsonNode> value(Spot spot, String written) {
    Optional<Long> size = parse(written);
    if (size.isEmpty()) {
      spot.fault(
          Faults.quote(written)
              + " is not a size. Write a whole number of bytes, or one with KB, MB, GB or TB, as in"
              + " 200MB");
    }
    return size.map(LongNode::valueOf);
  }

  /** A number of bytes from a text such as {@code 200MB}; empty where it is none, or too large. */
  static Optional<Long> parse(String text) {
    Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
    if (!matcher.matches() || !UNITS.contains(matcher.group(2))) {
      return Optional.empty();
    }
    int shift = BITS * Math.max(0, UNITS.indexOf(matcher.group(2)) - 1);
    return Scalars.large(matcher.group(1))
        .filter(n -> n << shift >> shift == n)
        .map(n -> n << shift);
  }
}
