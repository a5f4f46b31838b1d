package io.healing.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;

/** The meters about changes in one registry. */
final class Remediations {
  private final MeterRegistry registry;
  private final TagValues values;

  /**
   * What was done, for whom and by whom.
   *
   * @param job the job or other subject
   * @param type the type of the action
   * @param remediator the id of the remediator, or {@code none}
   */
  record Change(String job, String type, String remediator) {}

  Remediations(MeterRegistry registry, TagValues values) {
    this.registry = registry;
    this.values = values;
  }

  void outcome(Change change, String word) {
    registry.counter(MeterName.REMEDIATIONS, tags(change, word)).increment();
  }

  void took(Change change, String word, long millis) {
    registry
        .timer(MeterName.REMEDIATION_DURATION, tags(change, word))
        .record(Duration.ofMillis(millis));
  }

  /** As any iterable: the methods for {@code Tags} itself came with 1.17. */
  private Iterable<Tag> tags(Change change, String word) {
    return Tags.of(
        MeterName.JOB,
        values.of(MeterName.JOB, change.job()),
        MeterName.TYPE,
        values.of("action", change.type()),
        MeterName.REMEDIATOR,
        values.of(MeterName.REMEDIATOR, change.remediator()),
        MeterName.OUTCOME,
        word);
  }
}
