package io.healing.spring;

import io.healing.api.HealingException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The scheduled methods by id. Thread-safe. */
final class SpringJobs {
  private final Map<String, SpringJob> byId = new ConcurrentHashMap<>();
  private final Set<String> shared = ConcurrentHashMap.newKeySet();
  private final InstantSource clock;
  private final Runs runs;
  private final BeanNames names;

  SpringJobs(InstantSource clock, Runs runs, BeanNames names) {
    this.clock = clock;
    this.runs = runs;
    this.names = names;
  }

  /**
   * Tells what will be placed, so that the id of a job does not hang on which of two beans comes
   * first.
   */
  void expect(Stream<? extends Runnable> tasks) {
    Map<String, Work> first = new ConcurrentHashMap<>();
    tasks.forEach(
        task -> {
          Work work = Work.of(task);
          Work before = first.putIfAbsent(JobIds.id(task), work);
          if (before != null && !before.equals(work)) {
            shared.add(JobIds.id(task));
          }
        });
  }

  synchronized @Nullable Placement place(Runnable task, Placement.Plan plan) {
    return job(task).place(task, plan);
  }

  private SpringJob job(Runnable task) {
    Work work = Work.of(task);
    Optional<SpringJob> known = byId.values().stream().filter(job -> job.does(work)).findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    String id = id(JobIds.id(task), work);
    byId.values().removeIf(job -> !job.id().equals(id) && job.over() && !runs.running(job.id()));
    SpringJob job = byId.computeIfAbsent(id, name -> new SpringJob(name, clock, runs));
    job.takes(work, task);
    return job;
  }

  private String id(String name, Work work) {
    return candidates(name, work)
        .filter(id -> Optional.ofNullable(byId.get(id)).map(SpringJob::over).orElse(true))
        .findFirst()
        .orElseThrow();
  }

  private Stream<String> candidates(String name, Work work) {
    Object bean = work.bean();
    String full = bean == null ? name : names.of(bean).map(of -> JobIds.of(name, of)).orElse(name);
    String numbered = full.equals(name) ? name + JobIds.OF : full + "-";
    Set<String> first = new LinkedHashSet<>();
    if (!shared.contains(name)) {
      first.add(name);
    }
    first.add(full);
    return Stream.concat(
        first.stream(), IntStream.iterate(2, n -> n + 1).mapToObj(n -> numbered + n));
  }

  /** Whether the runs of this task are seen. */
  boolean has(Runnable task) {
    Work work = Work.of(task);
    return byId.values().stream().anyMatch(job -> job.does(work));
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
                        + " com.acme.Reports.nightly; where several beans have that method, the"
                        + " name of the bean follows, as in com.acme.Importer.load@orders."));
  }
}
