package io.healing.api.job;

import io.healing.api.HealingException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A runner that runs nothing by itself: it has the jobs that a test gives it, tells the runs that
 * the test makes, and writes down its orders. Used on one thread.
 */
public final class ListedRunner implements JobRunner {
  private final String name;
  private final Map<String, JobStanding> jobs = new LinkedHashMap<>();
  private final List<String> orders = new ArrayList<>();
  private final Set<Order> takes = EnumSet.of(Order.RUN);
  private @Nullable JobObserver observer;
  private boolean silent;
  private String waits = "";

  /**
   * One without jobs.
   *
   * @param name what it is called; its id is {@code <name>.runner}
   */
  public ListedRunner(String name) {
    this.name = name;
  }

  /** Has this job from now on, with no start promised. */
  public ListedRunner with(String job) {
    return with(JobStanding.scheduled(JobDefinition.of(job), null));
  }

  /** Has this job from now on. */
  public ListedRunner with(JobStanding job) {
    JobDefinition definition = job.definition().withRunner(name);
    jobs.put(definition.id(), job.withDefinition(definition));
    return this;
  }

  /** Takes these orders, and no others. */
  public ListedRunner takes(Set<Order> some) {
    takes.clear();
    takes.addAll(some);
    return this;
  }

  /** Has the job no more. */
  public void lose(String job) {
    jobs.remove(job);
  }

  /** Does not answer any more. */
  public void fallSilent() {
    silent = true;
  }

  /** Lets orders to run wait for that; for nothing where it is empty. */
  public void letWait(String why) {
    waits = why;
  }

  /** A run of the job begins by its schedule. */
  public RunHandle begins(String job) {
    return observer().started(job, RunStart.scheduled());
  }

  /** It ends. */
  public void ends(RunHandle run, RunResult result) {
    observer().finished(run, result);
  }

  /** The job runs and ends well. */
  public void runs(String job) {
    ends(begins(job), RunResult.success());
  }

  /** The job runs and throws this. */
  public void fails(String job, Throwable thrown) {
    ends(begins(job), RunResult.failure(thrown));
  }

  /** The jobs that it was told to run, the first first. */
  public List<String> orders() {
    return List.copyOf(orders);
  }

  private JobObserver observer() {
    return Objects.requireNonNull(observer, "nobody joined it");
  }

  @Override
  public String id() {
    return name + ".runner";
  }

  @Override
  public String runner() {
    return name;
  }

  @Override
  public void join(JobObserver told) {
    observer = told;
  }

  @Override
  public void leave() {}

  @Override
  public List<JobStanding> standings() {
    if (silent) {
      throw new HealingException("The store does not answer", "Look at it.");
    }
    return List.copyOf(jobs.values());
  }

  @Override
  public Set<Order> orders(String job) {
    return jobs.containsKey(job) ? Set.copyOf(takes) : Set.of();
  }

  @Override
  public boolean run(String job, String key) {
    orders.add(job);
    return true;
  }

  @Override
  public Optional<String> waits(String job) {
    return Optional.of(waits).filter(why -> !why.isEmpty());
  }

  @Override
  public void interrupt(String job, long run) {
    throw new UnsupportedOperationException("nothing is interrupted here");
  }

  @Override
  public void schedule(String job) {
    orders.add(job);
  }
}
