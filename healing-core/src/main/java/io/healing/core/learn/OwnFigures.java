package io.healing.core.learn;

import io.healing.api.config.RootConfig;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.Incident;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What Healing did, for a review of itself.
 *
 * @param root how it is set up
 * @param incidents the newest incidents, at most 1,000
 * @param trials the newest actions whose outcome is known, at most 1,000
 * @param approved what became of the suggestions that a person approved
 * @param monitors how often every monitor looks, by its id
 * @param samples the newest stored samples of a metric
 */
public record OwnFigures(
    RootConfig root,
    List<Incident> incidents,
    List<Trial> trials,
    List<Approved> approved,
    Map<String, Duration> monitors,
    Function<String, List<HealthMetric>> samples) {

  /** Copies the collections. */
  public OwnFigures {
    incidents = List.copyOf(incidents);
    trials = List.copyOf(trials);
    approved = List.copyOf(approved);
    monitors = Map.copyOf(monitors);
  }

  /**
   * What became of a suggestion that a person approved.
   *
   * @param confidence how sure the analysis was, 0 to 1
   * @param verified whether it helped
   */
  public record Approved(double confidence, boolean verified) {}

  /** Twice the settle time: what ends or returns within it is too quick. */
  Duration quick() {
    return root.limits().settleTime().multipliedBy(2);
  }

  /** The stored values of a metric. */
  List<Double> values(String metric) {
    return samples.apply(metric).stream().map(HealthMetric::currentValue).toList();
  }
}
