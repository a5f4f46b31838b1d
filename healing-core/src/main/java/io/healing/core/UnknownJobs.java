package io.healing.core;

import io.healing.api.Nearest;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSnapshot;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A job of the configuration of which no run was seen and that no runner has, while a runner has
 * one of nearly that name that the configuration does not name: what is said of the one was meant
 * for the other. A name alone is no sign, because what the program runs by itself is told by its
 * first run.
 */
final class UnknownJobs implements Monitor {
  private static final String NOBODYS = JobDefinition.of("plain").runner();
  private static final String PARTS = "[^\\p{L}\\p{N}]+";
  private static final int SHORT = 4;

  private final Set<String> configured;
  private final Duration interval;
  private final Supplier<Map<String, Set<String>>> told;

  /**
   * @param configured the jobs that the configuration names
   * @param told the jobs of each runner; nothing while one has not told enough yet
   */
  UnknownJobs(Set<String> configured, Duration interval, Supplier<Map<String, Set<String>>> told) {
    this.configured = Set.copyOf(configured);
    this.interval = interval;
    this.told = told;
  }

  @Override
  public String id() {
    return "healing.monitor.unknown";
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public Observation check(MonitorRequest request) {
    Map<String, Set<String>> runners = told.get();
    Observation.Builder said = Observation.builder();
    if (!runners.isEmpty()) {
      request.jobs().stream()
          .filter(job -> configured.contains(job.definition().id()))
          .forEach(
              job ->
                  doubt(job, runners)
                      .ifPresentOrElse(
                          said::finding, () -> said.clear(Subject.job(job.definition().id()))));
    }
    return said.build();
  }

  private Optional<Finding> doubt(JobSnapshot job, Map<String, Set<String>> runners) {
    if (job.standing() != null || job.last() != null || !job.running().isEmpty()) {
      return Optional.empty();
    }
    String id = job.definition().id();
    return runners.entrySet().stream()
        .flatMap(
            runner ->
                near(job.definition(), runner.getKey(), runner.getValue()).stream()
                    .map(near -> finding(id, near, runner.getKey())))
        .findFirst();
  }

  private Optional<String> near(JobDefinition job, String runner, Set<String> its) {
    Set<String> free = new HashSet<>(its);
    free.removeAll(configured);
    if (job.runner().equals(runner)) {
      return Nearest.of(job.id(), free);
    }
    return job.runner().equals(NOBODYS)
        ? free.stream().filter(other -> slip(job.id(), other)).findFirst()
        : Optional.empty();
  }

  /**
   * Whether they differ as by one slip of the finger. Names of a series, as {@code mail-1} and
   * {@code mail-2} or {@code mail-a} and {@code mail-b}, do not.
   */
  private static boolean slip(String one, String other) {
    List<String> ones = List.of(one.split(PARTS));
    List<String> others = List.of(other.split(PARTS));
    if (ones.size() != others.size()) {
      return Nearest.distance(one, other) == 1;
    }
    List<Integer> differ =
        IntStream.range(0, ones.size())
            .filter(at -> !ones.get(at).equals(others.get(at)))
            .boxed()
            .toList();
    return differ.size() == 1 && slipped(ones.get(differ.get(0)), others.get(differ.get(0)));
  }

  private static boolean slipped(String one, String other) {
    return Math.min(one.length(), other.length()) >= SHORT
        && one.replaceAll("\\P{Nd}", "").equals(other.replaceAll("\\P{Nd}", ""))
        && Nearest.slip(one, other);
  }

  private static Finding finding(String id, String near, String runner) {
    return Finding.of(
            "job.unknown",
            Subject.job(id),
            "No runner knows " + id + "; maybe " + near + " of " + runner + " is meant")
        .withType(ErrorType.CONFIGURATION_ERROR)
        .withSeverity(ErrorSeverity.MEDIUM)
        .withCause(near)
        .explaining("job.missed")
        .withHint(
            "Correct the id in the configuration if it is misspelt: what it says of "
                + id
                + " does not hold for "
                + near
                + ". If "
                + id
                + " is a job of its own, this ends with its first run.");
  }
}
