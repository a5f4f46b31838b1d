package io.healing.core.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** What it is in a record. */
  @Nullable Object value(Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  /** The components of a record class. */
  static List<Part> of(Class<?> type) {
    return PARTS.get(type);
  }
}
