package io.healing.core.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * A component of a record.
 *
 * @param name what it is called in a file
 * @param component the component
 */
record Part(String name, RecordComponent component) {
  // Reflection and the names are asked for once for each class, since every job needs them.
  private static final ClassValue<List<Part>> PARTS =
      new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .map(component -> new Part(Names.of(component.getName()), component))
              .toList();
        }
      };

  /** The components of a record class. */
  static List<Part> of(Class<?> type) {
    return PARTS.get(type);
  }
}
