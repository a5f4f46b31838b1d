package io.healing.api.store;

import io.healing.api.detect.HealthMetric;
import java.util.Collection;
import java.util.List;

/** Samples. */
public interface MetricRepository {
  /** Keeps samples in one commit. */
  void add(Collection<HealthMetric> samples);

  /** The newest samples of a metric, newest first. */
  List<HealthMetric> newest(String metricName, int limit);
}
