package io.healing.core;

import io.healing.api.detect.Monitor;
import io.healing.api.job.JobObserver;
import io.healing.api.job.JobRunner;
import io.healing.api.job.JobStanding;
import io.healing.core.detect.Detection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The job runners that Healing joins. What their looks hear is put down here and taken up by the
 * loop. Only {@link #monitors} may be used from other threads.
 */
final class Runners {
  /** The first answer after something may have been asked for before it; the second was not. */
  private static final int LOOKS = 2;

  private final List<JobRunner> runners;
  private final Set<JobRunner> asked = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<JobRunner> joined = new ArrayList<>();
  private final Map<String, List<JobStanding>> heard = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> told = new ConcurrentHashMap<>();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> jobs = new LinkedHashMap<>();
  private final Map<String, Map<String, Integer>> unheard = new HashMap<>();

  /**
   * What one turn heard of a runner.
   *
   * @param runner what it is called
   * @param standings how its jobs stand
   * @param gone which it no longer has
   */
  record News(String runner, List<JobStanding> standings, Set<String> gone) {}

  Runners(List<JobRunner> runners) {
    this.runners = List.copyOf(runners);
  }

  /** The monitors that ask them, and the one that compares with what is configured. */
  List<Monitor> monitors(Duration interval, Set<String> configured) {
    List<Monitor> monitors = new ArrayList<>();
    for (JobRunner runner : runners) {
      monitors.add(Detection.ofRunner(runner, interval, answer -> hear(runner, answer)));
    }
    if (!runners.isEmpty()) {
      monitors.add(new UnknownJobs(configured, interval, this::toldByAll));
    }
    return monitors;
  }

  /** The jobs of each, once all have answered twice: jobs may be added while a program starts. */
  private Map<String, Set<String>> toldByAll() {
    if (runners.stream().anyMatch(runner -> answers.getOrDefault(runner.id(), 0) < LOOKS)) {
      return Map.of();
    }
    Map<String, Set<String>> all = new LinkedHashMap<>();
    for (JobRunner runner : runners) {
      all.computeIfAbsent(runner.runner(), name -> new HashSet<>())
          .addAll(told.getOrDefault(runner.id(), Set.of()));
    }
    return all;
  }

  private Map<String, String> hear(JobRunner runner, List<JobStanding> answer) {
    Set<String> ids = ids(answer);
    told.put(runner.id(), ids);
    heard.put(runner.id(), answer);
    answers.merge(runner.id(), 1, Integer::sum);
    Map<String, String> alsoOf = new HashMap<>();
    for (String id : ids) {
      others(runner, id).findFirst().ifPresent(other -> alsoOf.put(id, other.runner()));
    }
    return alsoOf;
  }

  private Stream<JobRunner> others(JobRunner than, String job) {
    return runners.stream()
        .filter(other -> other != than)
        .filter(other -> told.getOrDefault(other.id(), Set.of()).contains(job));
  }

  private static Set<String> ids(List<JobStanding> standings) {
    return standings.stream()
        .map(standing -> standing.definition().id())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Joins all, each once; what one refuses is told and stops no other. */
  void join(Function<String, JobObserver> observers, PluginFault fault) {
    for (JobRunner runner : runners.stream().filter(asked::add).toList()) {
      try {
        runner.join(observers.apply(runner.id()));
        joined.add(runner);
      } catch (RuntimeException | LinkageError e) {
        fault.failed(runner.id(), e);
      }
    }
  }

  /** A runner that could not be joined or left. */
  interface PluginFault {
    void failed(String id, Throwable cause);
  }

  /** Leaves those that were joined. */
  void leave(RedactedLog log) {
    for (JobRunner runner : joined) {
      try {
        runner.leave();
      } catch (RuntimeException | LinkageError e) {
        log.warn("{} could not be left: {}", runner.id(), e);
      }
    }
    joined.clear();
  }

  /** What was heard since the last time. */
  List<News> news() {
    List<News> news = new ArrayList<>();
    for (JobRunner runner : runners) {
      List<JobStanding> now = heard.remove(runner.id());
      if (now != null) {
        news.add(news(runner, now));
      }
    }
    return news;
  }

  private News news(JobRunner runner, List<JobStanding> now) {
    Set<String> here = ids(now);
    Set<String> before = jobs.put(runner.id(), here);
    Set<String> gone = new HashSet<>(before == null ? Set.of() : before);
    gone.addAll(neverHeard(runner.id(), here));
    gone.removeAll(here);
    gone.removeIf(id -> others(runner, id).findAny().isPresent());
    return new News(
        runner.runner(), now.stream().flatMap(standing -> own(runner, standing)).toList(), gone);
  }

  /** A job became known by a run that this runner told. */
  void ran(String runner, String job) {
    unheard.computeIfAbsent(runner, id -> new HashMap<>()).put(job, 0);
  }

  /**
   * What was told by a run alone and is not there at two looks after it: it was there for that run.
   */
  private Set<String> neverHeard(String runner, Set<String> now) {
    Map<String, Integer> waiting = unheard.get(runner);
    if (waiting == null) {
      return Set.of();
    }
    waiting.keySet().removeAll(now);
    waiting.replaceAll((job, looks) -> looks + 1);
    Set<String> gone = new HashSet<>(waiting.keySet());
    gone.removeIf(job -> waiting.getOrDefault(job, 0) < LOOKS);
    waiting.keySet().removeAll(gone);
    return gone;
  }

  /**
   * A job that several runners have stands as at the first of them, and as nobody's: an order must
   * not reach the wrong one.
   */
  private Stream<JobStanding> own(JobRunner runner, JobStanding standing) {
    List<JobRunner> others = others(runner, standing.definition().id()).toList();
    if (others.isEmpty()) {
      return Stream.of(standing);
    }
    boolean first =
        others.stream().allMatch(other -> runners.indexOf(runner) < runners.indexOf(other));
    String all =
        Stream.concat(Stream.of(runner), others.stream())
            .map(JobRunner::runner)
            .collect(Collectors.joining(" and "));
    return first
        ? Stream.of(standing.withDefinition(standing.definition().withRunner(all)))
        : Stream.empty();
  }
}
