package io.healing.core.learn;

import io.healing.api.detect.MetricName;
import io.healing.api.diagnose.Proposal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The looks of all monitors that together take more than 1 % of the time: they are proposed to come
 * so much more seldom that they take no more.
 */
final class OwnTime implements Rule {
  /** The samples of what a look took, in milliseconds; the id of the monitor follows. */
  static final String METRIC = MetricName.MONITOR_TIME + "/";

  private static final double MOST = 0.01;
  private static final int MOST_SECONDS = 86_400;

  @Override
  public List<Proposal> propose(OwnFigures figures) {
    double share =
        figures.monitors().entrySet().stream().mapToDouble(entry -> share(entry, figures)).sum();
    int now = figures.root().errorDetection().monitoringInterval();
    long next = Math.min(MOST_SECONDS, (long) Math.ceil(now * share / MOST));
    if (share <= MOST || next <= now) {
      return List.of();
    }
    String words =
        String.format(
            Locale.ROOT,
            "The looks of %d monitors take %.1f %% of the time; 1 %% is good.",
            figures.monitors().size(),
            100 * share);
    return List.of(
        Rule.advice(
            "self_healing.error_detection.monitoring_interval",
            Integer.toString(now),
            Long.toString(next),
            words));
  }

  private static double share(Map.Entry<String, Duration> monitor, OwnFigures figures) {
    double mean =
        figures.values(METRIC + monitor.getKey()).stream()
            .mapToDouble(Double::doubleValue)
            .average()
            .orElse(0);
    return mean / Math.max(1, monitor.getValue().toMillis());
  }
}
