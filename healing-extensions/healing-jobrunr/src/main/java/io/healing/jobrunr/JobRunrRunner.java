package io.healing.jobrunr;

import io.healing.api.HealingException;
import io.healing.api.Plugin;
import io.healing.api.job.JobObserver;
import io.healing.api.job.JobRunner;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunnerName;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jobrunr.jobs.filters.JobFilter;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.StorageProvider;

/**
 * JobRunr, joined: its runs are told, its jobs known with their next start, and they take orders. A
 * recurring job has its own id; all instances of another are one job, with the id {@code
 * class.method}. Thread-safe.
 *
 * <p>The runs of a server are told where it has the {@link #filter()}: give it to {@code
 * withJobFilter} of JobRunr's configuration, or the server to {@link #on(BackgroundJobServer)}.
 */
public final class JobRunrRunner implements JobRunner {
  /** One without a name of its own. */
  static final RunnerName PLAIN = RunnerName.of("jobrunr", "storage");

  private final RunnerName named;
  private final Noticed noticed;
  private final RunFilter filter;
  private final StorageProvider storage;
  private final InstantSource clock;
  private final Standings standings;
  private final Orders orders;

  private JobRunrRunner(
      RunnerName named, StorageProvider storage, InstantSource clock, RunFilter filter) {
    this.named = named;
    this.storage = storage;
    this.clock = clock;
    this.filter = filter;
    noticed = filter.noticed();
    standings = new Standings(storage, named.runner(), noticed);
    orders = new Orders(storage, filter, clock);
  }

  /**
   * Joins the servers of this storage when Healing starts.
   *
   * @param storage the one that JobRunr is configured with
   */
  public static JobRunrRunner of(StorageProvider storage) {
    return of(storage, InstantSource.system());
  }

  /** With the clock on which JobRunr's servers are seen to beat. */
  static JobRunrRunner of(StorageProvider storage, InstantSource clock) {
    Objects.requireNonNull(storage, "storage");
    return new JobRunrRunner(PLAIN, storage, clock, new RunFilter(new Noticed()));
  }

  /**
   * The same, with the same {@link #filter()}, under a name of its own, for a program that has
   * several storages: its runner is then {@code jobrunr:<name>}, its plug-ins begin with {@code
   * jobrunr.<name>}, and what is found and done names it. A job is to be in one of the storages
   * only.
   *
   * @param name 1 to 100 printable characters; in ids every other character than a letter or digit
   *     is {@code -}
   * @throws HealingException when it is no such name
   */
  public JobRunrRunner withName(String name) {
    return new JobRunrRunner(PLAIN.named(name), storage, clock, filter);
  }

  /**
   * What tells the runs of a server; to be given to it once, before or after Healing starts. It
   * takes no part in whether and when a job is tried again.
   */
  public JobFilter filter() {
    return filter;
  }

  /**
   * Gives the {@link #filter()} to a server that was made without it, beside those that it has. To
   * be called once for a server, before it starts.
   *
   * @return this
   */
  public JobRunrRunner on(BackgroundJobServer server) {
    server.setJobFilters(List.of(filter));
    return this;
  }

  @Override
  public String id() {
    return named.plugin();
  }

  @Override
  public String runner() {
    return named.runner();
  }

  @Override
  public void join(JobObserver observer) {
    filter.tell(Objects.requireNonNull(observer, "observer"));
  }

  @Override
  public void leave() {
    filter.tell(null);
  }

  /** The monitor, the analyzer and the remediator that know JobRunr. */
  @Override
  public List<Plugin> plugins() {
    return List.of(
        new StorageMonitor(named, storage, noticed, clock),
        new RequeueAnalyzer(named),
        new RequeueJob(named, storage));
  }

  @Override
  public List<JobStanding> standings() {
    filter.settle();
    return standings.all();
  }

  @Override
  public Set<Order> orders(String jobId) {
    if (orders.find(jobId).isPresent()) {
      return Set.of(Order.RUN, Order.INTERRUPT);
    }
    return noticed.once().contains(jobId) ? Set.of(Order.INTERRUPT) : Set.of();
  }

  @Override
  public Optional<String> instead(Order order, String jobId) {
    return order == Order.RUN
        ? Optional.of(
            "JobRunr has no recurring job of this name, and another is not run without its"
                + " arguments. Put the instance that failed into the queue again, or let the"
                + " program enqueue it anew")
        : Optional.empty();
  }

  @Override
  public boolean run(String jobId, String key) {
    return orders.run(jobId, key);
  }

  @Override
  public Optional<String> waits(String jobId) {
    return orders.waits(jobId);
  }

  @Override
  public void interrupt(String jobId, long runId) {
    filter.interrupt(jobId, runId);
  }

  /**
   * Refused: the free edition pauses nothing, and a recurring job that is deleted is made again by
   * the next program that declares it when it starts, so a pause would end unseen.
   */
  @Override
  public void pause(String jobId) {
    throw new HealingException(
        "The free edition of JobRunr pauses no recurring job, and " + jobId + " was to be paused",
        "Give it a disabled schedule (\"-\") where it is declared, or pause the server, which stops"
            + " all jobs of one program.");
  }

  /** Refused: a recurring job is on its schedule, or deleted. */
  @Override
  public void schedule(String jobId) {
    throw new HealingException(
        "JobRunr puts no job on a schedule by its id, and " + jobId + " was to be",
        "Call scheduleRecurrently where the job is declared.");
  }
}
