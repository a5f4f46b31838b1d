package io.healing.api.store;

import io.healing.api.job.JobRun;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The history of runs. */
public interface RunRepository {
  /** Keeps runs, new ones and newer states of known ones, in one commit. */
  void save(Collection<JobRun> runs);

  /** One run. */
  Optional<JobRun> find(long id);

  /** A job's newest runs, newest first. */
  List<JobRun> newest(String jobId, int limit);

  /**
   * The newest runs of many jobs, by one query however many they are. Only the runs of one job are
   * held at a time.
   *
   * @param jobs the ids of the jobs, each once
   * @param limit how many runs of each at most
   * @param each called once for every job, in the order given, with its runs, newest first; with an
   *     empty list for a job that has none. The store may be in the middle of reading, so it must
   *     not be asked
   */
  void newestOfEach(Collection<String> jobs, int limit, BiConsumer<String, List<JobRun>> each);

  /** A job's runs that began at or after this moment, newest first. */
  List<JobRun> since(String jobId, Instant from, int limit);

  /** The runs of an instance that have not ended, at most 1,000. */
  List<JobRun> unfinished(long instance);

  /**
   * How many of a job's runs ended after this moment.
   *
   * @param bad whether only those count that went wrong
   */
  int countSince(String jobId, Instant from, boolean bad);

  /** How many runs are kept. */
  long count();
}
