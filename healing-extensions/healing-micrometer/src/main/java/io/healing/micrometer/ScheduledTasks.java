package io.healing.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;

/** What Spring calls its observations of scheduled methods. */
final class ScheduledTasks {
  static final String NAME = "tasks.scheduled.execution";

  private static final String NAMELESS = "ANONYMOUS";

  private ScheduledTasks() {}

  /** Class and method; empty where Spring does not know them. */
  static String job(Observation.Context context) {
    KeyValue type = context.getLowCardinalityKeyValue("code.namespace");
    KeyValue method = context.getLowCardinalityKeyValue("code.function");
    return type == null || method == null || type.getValue().equals(NAMELESS)
        ? ""
        : type.getValue() + "." + method.getValue();
  }
}
