package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.config.JobConfig;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobRun;
import io.healing.core.job.Drained;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Which jobs are known: they are taken up here, and let go. Used on the loop's thread only. */
final class Census {
  private static final RedactedLog LOG = RedactedLog.of(Census.class);
  private static final int WARM = 64;

  private final Rooms rooms;
  private final Agreements agreements;
  private final Consumer<String> forget;
  private final Departed departed;
  private final Set<String> defined = new HashSet<>();

  /**
   * Nobody is known yet.
   *
   * @param forget takes away what the looks at a job kept of it
   */
  Census(Rooms rooms, Agreements agreements, Consumer<String> forget) {
    this.rooms = rooms;
    this.agreements = agreements;
    this.forget = forget;
    departed = new Departed(rooms, this::forgetAll);
  }

  /** Makes jobs known, with what the store knows of them. */
  void define(Collection<String> jobs) {
    Instant now = rooms.now();
    agreements.expect(jobs, now);
    rooms.store().runs().newestOfEach(jobs, WARM, (job, newest) -> define(job, newest, now));
    rooms.adopt(jobs);
  }

  private void define(String id, List<JobRun> newest, Instant now) {
    JobConfig job = rooms.config().job(id);
    rooms.jobs().define(job.definition(), newest);
    defined.add(id);
    departed.back(id);
    agreements.learn(job, newest, newest.size() < WARM, now);
  }

  /** Takes up the jobs that were seen to run for the first time. */
  void ran(Drained drained) {
    rooms.jobs().wrongIds().forEach(words -> rooms.log(LOG).warn("{}", words));
    drained.thinned().forEach(this::thinned);
    if (!drained.discovered().isEmpty()) {
      define(drained.discovered());
      departed.ran(drained.discovered());
    }
  }

  private void thinned(String job) {
    rooms
        .log(LOG)
        .info(
            "{} runs well so often that {} of its good runs a minute are kept in the history"
                + " (limits.good_runs_per_minute). All are seen, and all are kept for a minute"
                + " after one that goes wrong or takes long.",
            job,
            rooms.config().selfHealing().limits().goodRunsPerMinute());
  }

  /**
   * Takes how the jobs of a runner stand; those that it does not have any more are forgotten.
   *
   * @return what is to be told of jobs that were taken away from it
   */
  Observation heard(Runners.News news) {
    Set<String> unknown = rooms.jobs().stand(news.standings());
    if (!unknown.isEmpty()) {
      define(unknown);
      rooms.jobs().stand(news.standings());
    }
    return departed.heard(news);
  }

  /** What was kept of a job beside its history. */
  private void forgetAll(String job) {
    defined.remove(job);
    agreements.forget(job);
    forget.accept(job);
    if (rooms.config().jobs().containsKey(job)) {
      agreements.expect(List.of(job), rooms.now());
      define(job, List.of(), rooms.now());
    }
  }

  /** Forgets what left long enough ago. */
  void sweep(Instant now) {
    departed.sweep(now);
  }

  /** A job that was never known here may be another process's, or only a monitor knows it. */
  boolean exists(Subject subject) {
    return !defined.contains(subject.name()) || rooms.jobs().known(subject.name());
  }
}
