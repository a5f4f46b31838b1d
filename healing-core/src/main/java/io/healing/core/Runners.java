package io.healing.core;

import io.healing.api.detect.Monitor;
import io.healing.api.job.JobObserver;
import io.healing.api.job.JobRunner;
import io.healing.api.job.JobStanding;
import io.healing.core.detect.Detection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The job runners that Healing joins. What their looks hear is put down here and taken up by the
 * loop. Only {@link #monitors} may be used from other threads.
 */
final class Runners {
  private final List<JobRunner> runners;
  private final List<JobRunner> joined = new ArrayList<>();
  private final Map<String, List<JobStanding>> heard = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> jobs = new LinkedHashMap<>();

  /** What one turn heard of a runner: how its jobs stand, and which it no longer has. */
  record News(List<JobStanding> standings, Set<String> gone) {}

  Runners(List<JobRunner> runners) {
    this.runners = List.copyOf(runners);
  }

  /** The monitors that ask them. */
  List<Monitor> monitors(Duration interval) {
    return runners.stream()
        .map(
            runner ->
                Detection.ofRunner(runner, interval, answer -> heard.put(runner.id(), answer)))
        .toList();
  }

  /** Joins all; what one refuses is told and stops no other. */
  void join(JobObserver observer, PluginFault fault) {
    for (JobRunner runner : runners) {
      try {
        runner.join(observer);
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
    Set<String> here = new HashSet<>();
    now.forEach(standing -> here.add(standing.definition().id()));
    Set<String> before = jobs.put(runner.id(), here);
    Set<String> gone = new HashSet<>(before == null ? Set.of() : before);
    gone.removeAll(here);
    return new News(now, gone);
  }
}
