package io.healing.core.learn;

import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.MetricName;
import io.healing.api.diagnose.Proposal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A threshold that raised five incidents or more which ended by themselves within twice the settle
 * time: it is proposed to begin at the 99th percentile of the stored samples.
 */
final class FalseAlarms implements Rule {
  private static final int ENOUGH = 5;
  private static final int ENOUGH_SAMPLES = 100;

  /** Before the address of an endpoint in the name of its subject, but not of its stream. */
  private static final String ENDPOINT = "endpoint/";

  private static final Map<String, Threshold> THRESHOLDS =
      Map.of(
          "host.cpu",
          new Threshold("threshold_cpu", MetricName.CPU, 100, ErrorDetectionConfig::thresholdCpu),
          "host.memory",
          new Threshold(
              "threshold_memory", MetricName.MEMORY, 100, ErrorDetectionConfig::thresholdMemory),
          "errors.rate",
          new Threshold(
              "threshold_error_rate",
              MetricName.ERROR_RATE,
              100,
              ErrorDetectionConfig::thresholdErrorRate),
          "http.endpoint",
          new Threshold(
              "threshold_response_time",
              MetricName.RESPONSE_TIME,
              3_600_000,
              ErrorDetectionConfig::thresholdResponseTime));

  private record Threshold(
      String key, String metric, double most, ToDoubleFunction<ErrorDetectionConfig> now) {}

  @Override
  public List<Proposal> propose(OwnFigures figures) {
    return THRESHOLDS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(entry -> about(entry.getKey(), entry.getValue(), figures).stream())
        .toList();
  }

  private static Optional<Proposal> about(String finding, Threshold threshold, OwnFigures figures) {
    List<Incident> alarms =
        figures.incidents().stream()
            .filter(incident -> incident.findingId().equals(finding))
            .filter(incident -> passing(incident, figures.quick()))
            .toList();
    if (alarms.size() < ENOUGH) {
      return Optional.empty();
    }
    List<Double> values = values(threshold, alarms, figures);
    double now = threshold.now.applyAsDouble(figures.root().errorDetection());
    double next = Math.ceil(Percentiles.of(values, 99) * 10) / 10;
    return next > now && next < threshold.most
        ? Optional.of(proposal(threshold, now, next, words(finding, alarms, values, figures)))
        : Optional.empty();
  }

  private static boolean passing(Incident incident, Duration quick) {
    return incident.end() == IncidentEnd.RECOVERED
        && incident.resolvedAt() != null
        && Duration.between(incident.detectedAt(), incident.resolvedAt()).compareTo(quick) <= 0;
  }

  /** The stored samples; where there are too few, the values that the alarms told. */
  private static List<Double> values(
      Threshold threshold, List<Incident> alarms, OwnFigures figures) {
    List<Double> stored =
        alarms.stream()
            .flatMap(alarm -> streams(threshold.metric, alarm).stream())
            .distinct()
            .flatMap(stream -> figures.values(stream).stream())
            .toList();
    return stored.size() >= ENOUGH_SAMPLES
        ? stored
        : alarms.stream().flatMap(alarm -> told(alarm).stream()).toList();
  }

  /** Of several things that are measured alike each has a stream of its own, by its name. */
  private static List<String> streams(String metric, Incident alarm) {
    String name = alarm.subject().name();
    String part = name.substring(name.indexOf('/') + 1);
    String endpoint = part.startsWith(ENDPOINT) ? part.substring(ENDPOINT.length()) : part;
    return List.of(metric, MetricName.of(metric, endpoint));
  }

  private static Optional<Double> told(Incident alarm) {
    return Optional.ofNullable(alarm.evidence().get("value"))
        .filter(value -> value.matches("-?[0-9]{1,15}(\\.[0-9]{1,9})?"))
        .map(Double::valueOf);
  }

  private static String words(
      String finding, List<Incident> alarms, List<Double> values, OwnFigures figures) {
    return String.format(
        Locale.ROOT,
        "%d incidents %s ended by themselves within %s, so they were false alarms. Of %d values 99"
            + " %% are at most %.1f.",
        alarms.size(),
        finding,
        Spans.words(figures.quick()),
        values.size(),
        Percentiles.of(values, 99));
  }

  private static Proposal proposal(Threshold threshold, double now, double next, String words) {
    return Rule.advice(
        "self_healing.error_detection." + threshold.key,
        Percentiles.number(now),
        Percentiles.number(next),
        words);
  }
}
