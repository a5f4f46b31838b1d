package io.healing.api.diagnose;

import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobRun;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a subject is connected with, and what was measured of it: the jobs that share something with
 * it, and what they share. Immutable.
 *
 * @param uses for each job, by its id, what it uses: data sources, endpoints, pools, directories,
 *     other jobs; the subject among them when it is a job
 * @param runs the newest runs of each of these jobs, newest first, at most 64 of each
 * @param samples what was measured of each used thing, newest first, at most 300 a metric: times in
 *     milliseconds, as {@link io.healing.api.detect.MetricName} calls them
 * @param incidents those of these jobs and things that have not ended
 */
public record Neighbourhood(
    Map<String, Set<String>> uses,
    Map<String, List<JobRun>> runs,
    Map<String, List<HealthMetric>> samples,
    List<Incident> incidents) {

  /** Copies all. */
  public Neighbourhood {
    uses = sorted(uses);
    runs = sorted(runs);
    samples = sorted(samples);
    incidents = List.copyOf(incidents);
  }

  /** Nothing is known. */
  public static Neighbourhood none() {
    return new Neighbourhood(Map.of(), Map.of(), Map.of(), List.of());
  }

  private static <T> Map<String, T> sorted(Map<String, T> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
