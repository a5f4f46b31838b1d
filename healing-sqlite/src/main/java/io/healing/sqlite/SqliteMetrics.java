package io.healing.sqlite;

import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.store.MetricRepository;
import io.healing.sqlite.Writer.Sync;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

final class SqliteMetrics implements MetricRepository {
  private static final String ADD =
      """
      INSERT INTO system_health_metrics (id, metric_name, current_value, threshold_warning,
        threshold_critical, status, measured_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """;

  private final Database database;

  SqliteMetrics(Database database) {
    this.database = database;
  }

  @Override
  public void add(Collection<HealthMetric> samples) {
    database.all(Sync.LATER, samples.stream().map(SqliteMetrics::row).toList());
  }

  @Override
  public List<HealthMetric> newest(String metricName, int limit) {
    return database.list(
        SqliteMetrics::read,
        Sql.of(
            "SELECT * FROM system_health_metrics WHERE metric_name = ?"
                + " ORDER BY measured_at DESC, rowid DESC LIMIT ?",
            metricName,
            Pages.limit(limit)));
  }

  private static Sql row(HealthMetric metric) {
    return Sql.of(
        ADD,
        metric.id(),
        metric.metricName(),
        metric.currentValue(),
        metric.thresholdWarning(),
        metric.thresholdCritical(),
        metric.status(),
        metric.measuredAt());
  }

  private static HealthMetric read(Row row) throws SQLException {
    Double value = row.realOrNull("current_value");
    return new HealthMetric(
        row.text("id"),
        row.text("metric_name"),
        value == null ? Double.NaN : value,
        row.realOrNull("threshold_warning"),
        row.realOrNull("threshold_critical"),
        row.word("status", HealthStatus.UNKNOWN),
        row.time("measured_at"));
  }
}
