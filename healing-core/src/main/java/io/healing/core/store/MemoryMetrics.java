package io.healing.core.store;

import io.healing.api.detect.HealthMetric;
import io.healing.api.store.MetricRepository;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;

final class MemoryMetrics implements MetricRepository {
  private final Tables tables;

  MemoryMetrics(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void add(Collection<HealthMetric> samples) {
    tables.guard.run(() -> samples.forEach(this::keep));
  }

  @Override
  public List<HealthMetric> newest(String metricName, int limit) {
    return tables.guard.hold(
        () ->
            Tables.first(
                limit,
                tables.samplesOf.of(metricName).descendingSet().stream()
                    .map(Tables.Sample::metric)));
  }

  private void keep(HealthMetric metric) {
    long number = tables.next(Tables.Numbered.SAMPLE);
    tables.samples.put(number, new Tables.Sample(number, metric));
    NavigableSet<Tables.Sample> kept = tables.samplesOf.of(metric.metricName());
    if (kept.size() > tables.capacity.samples()) {
      tables.samples.remove(kept.first().number());
    }
  }
}
