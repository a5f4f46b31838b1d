package io.healing.core;

import io.healing.api.Plural;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Jobs that somebody took away from their runner, told for an hour as a trouble of the runner: the
 * jobs themselves are nobody's subject any more. Used on the loop's thread only.
 */
final class TakenAway {
  /** In whose name it is told. */
  static final String MONITOR = "healing.monitor.departed";

  private static final Duration HOLD = Duration.ofHours(1);
  private static final int SHOWN = 10;

  private final Map<String, Map<String, Instant>> byRunner = new HashMap<>();

  /**
   * Whether a job that its runner has no more should still be there.
   *
   * @param last how it stood
   * @param named whether the configuration names it: a person wants to know of it then, also where
   *     only its next start was to come
   */
  static boolean beforeItsEnd(JobStanding last, boolean named, Instant now) {
    Instant next = last.next();
    boolean came =
        last.state() == JobStanding.State.SCHEDULED && (next == null || !next.isAfter(now));
    return last.isEndless() || (named && !came);
  }

  /** Whether an incident tells of such jobs: news, which nobody can mend here and is said once. */
  static boolean tells(Incident incident) {
    return incident.monitor().equals(MONITOR);
  }

  void add(String runner, String job, Instant now) {
    byRunner.computeIfAbsent(runner, its -> new TreeMap<>()).put(job, now);
  }

  /** What is to be told after an answer; that nothing is, too: an earlier life may have told it. */
  Observation told(Runners.News news, Instant now) {
    Map<String, Instant> gone = byRunner.getOrDefault(news.runner(), new TreeMap<>());
    news.standings().forEach(standing -> gone.remove(standing.definition().id()));
    gone.values().removeIf(since -> Times.come(since.plus(HOLD), HOLD, now));
    Observation.Builder said = Observation.builder();
    return gone.isEmpty()
        ? said.clear(Subject.component(news.runner())).build()
        : said.finding(finding(news.runner(), List.copyOf(gone.keySet()))).build();
  }

  private static Finding finding(String runner, List<String> jobs) {
    String some = jobs.stream().limit(SHOWN).collect(Collectors.joining(", "));
    String more = jobs.size() > SHOWN ? " and " + (jobs.size() - SHOWN) + " more" : "";
    return Finding.of(
            "runner.job_gone",
            Subject.component(runner),
            jobs.size() == 1
                ? "Job " + some + " is no longer in " + runner
                : Plural.of(jobs.size(), "job is", "jobs are")
                    + (" no longer in " + runner + ": " + some + more))
        .withSeverity(ErrorSeverity.MEDIUM)
        .withCause("gone")
        .withHint(
            "Its trigger or schedule had not come to its end. If somebody took it away on purpose,"
                + " nothing is to be done; else declare it again where it is scheduled.");
  }
}
