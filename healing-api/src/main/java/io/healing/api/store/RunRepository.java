package io.healing.api.store;

import io.healing.api.job.JobRun;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The history of runs. */
public interface RunRepository {
  /** Keeps runs, new ones and newer states of known ones, in one commit. */
  void save(Collection<JobRun> runs);

  /** One run. */
  Optional<JobRun> find(long id);

  /** A job's newest runs, newest first. */
  List<JobRun> newest(String jobId, int limit);

  /** A job's runs that began at or after this moment, newest first. */
  List<JobRun> since(String jobId, Instant from, int limit);

  /** The runs of an instance that have not ended, at most 1,000. */
  List<JobRun> unfinished(long instance);

  /** How many of a job's runs ended after this moment. */
  int countSince(String jobId, Instant from);

  /** The ids of all jobs that have runs. */
  List<String> jobs();

  /** How many runs are kept. */
  long count();
}
