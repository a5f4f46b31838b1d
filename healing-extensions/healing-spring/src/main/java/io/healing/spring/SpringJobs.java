package io.healing.spring;

import io.healing.api.HealingException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The scheduled methods by id. Thread-safe. */
final class SpringJobs {
  private final Map<String, SpringJob> byId = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final Runs runs;

  SpringJobs(InstantSource clock, Runs runs) {
    this.clock = clock;
    this.runs = runs;
  }

  @Nullable Placement place(Runnable task, String words, Placement.Schedule schedule) {
    String id = JobIds.id(task);
    byId.values().removeIf(job -> !job.id().equals(id) && job.over() && !runs.running(job.id()));
    return byId.computeIfAbsent(id, name -> new SpringJob(name, clock, runs))
        .place(task, words, schedule);
  }

  /** Those that may run again, by id. */
  List<SpringJob> all() {
    return byId.values().stream()
        .filter(job -> !job.over())
        .sorted(Comparator.comparing(SpringJob::id))
        .toList();
  }

  Optional<SpringJob> find(String id) {
    return Optional.ofNullable(byId.get(id)).filter(job -> !job.over());
  }

  SpringJob get(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new HealingException(
                    "Spring has no scheduled method \"" + id + "\"",
                    "A job's id is its class with package and its method, as in"
                        + " com.acme.Reports.nightly."));
  }
}
