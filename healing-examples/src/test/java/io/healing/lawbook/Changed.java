package io.healing.lawbook;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** A configuration record with one component changed. */
final class Changed {
  private Changed() {}

  static <R extends Record> R in(R record, String component, Object value) {
    RecordComponent[] parts = record.getClass().getRecordComponents();
    Object[] values = new Object[parts.length];
    boolean found = false;
    try {
      for (int i = 0; i < parts.length; i++) {
        boolean its = parts[i].getName().equals(component);
        found |= its;
        values[i] = its ? value : parts[i].getAccessor().invoke(record);
      }
      if (!found) {
        throw new IllegalArgumentException("There is no " + component + " in " + record);
      }
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      @SuppressWarnings("unchecked")
      R next = (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
      return next;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
