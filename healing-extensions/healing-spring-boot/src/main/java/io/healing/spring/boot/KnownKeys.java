package io.healing.spring.boot;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
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

  /** The one that may have been meant: it differs by a third of its letters at most. */
  static Optional<String> nearest(String written) {
    return all().stream()
        .filter(key -> distance(written, key) <= Math.max(2, (key.length() - PREFIX.length()) / 3))
        .min(Comparator.comparingInt(key -> distance(written, key)));
  }

  /** How many letters must be put in, taken out or replaced. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 0; i < one.length(); i++) {
      int corner = row[0]++;
      for (int j = 1; j < row.length; j++) {
        int replaced = corner + (one.charAt(i) == other.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
