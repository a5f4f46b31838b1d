package io.healing.spring.boot;

import io.healing.api.Nearest;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** The keys that {@link HealingProperties} has, as people write them. */
final class KnownKeys {
  private static final String PREFIX = "healing.";

  private KnownKeys() {}

  /** All, in the order of the alphabet. */
  static List<String> all() {
    return below(PREFIX, HealingProperties.class).sorted().toList();
  }

  private static Stream<String> below(String prefix, Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
        .flatMap(field -> keys(prefix, field));
  }

  private static Stream<String> keys(String prefix, Field field) {
    String key = prefix + DataObjectPropertyName.toDashedForm(field.getName());
    Class<?> type = field.getType();
    return type.getEnclosingClass() == HealingProperties.class
        ? below(key + ".", type)
        : Stream.of(key);
  }

  /** The one that may have been meant. */
  static Optional<String> nearest(String written) {
    List<String> known = all().stream().map(KnownKeys::bare).toList();
    return Nearest.of(bare(written), known).map(PREFIX::concat);
  }

  /** What tells one from the other. */
  private static String bare(String key) {
    return key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key;
  }
}
