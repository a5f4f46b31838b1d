package io.healing.spring;

import io.healing.api.HealingException;
import io.healing.api.Plugin;
import io.healing.api.job.JobObserver;
import io.healing.api.job.JobRunner;
import io.healing.api.job.JobStanding;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.Ordered;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.config.Task;
import org.springframework.util.ClassUtils;

/**
 * The {@code @Scheduled} methods of a Spring application, joined: their runs are told, they are
 * known with their next start, and take orders. As a bean it puts itself before the scheduler that
 * the application uses, whichever that is, and changes nothing in how a task runs. A job's id is
 * the class with its package and the method, as in {@code com.acme.Reports.nightly}; where several
 * beans have that method, the name of the bean follows, as in {@code
 * com.acme.Importer.load@orders}. Thread-safe.
 */
public final class SpringTaskRunner implements JobRunner, SchedulingConfigurer, Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(SpringTaskRunner.class);
  private static final String RUNNER = "spring";

  /** What Spring tells of streams; it comes with Spring, unless somebody left it out. */
  private static final String OBSERVATIONS = "io.micrometer.observation.ObservationRegistry";

  private final InstantSource clock = InstantSource.system();
  private final Runs runs = new Runs(clock);
  private final SpringJobs jobs;
  private final Unseen unseen;
  private final BeanFactory beans;
  private volatile @Nullable TaskScheduler scheduler;

  /**
   * For the scheduled methods of an application.
   *
   * @param beans the application, asked for its schedulers
   */
  public SpringTaskRunner(BeanFactory beans) {
    this.beans = Objects.requireNonNull(beans, "beans");
    jobs = new SpringJobs(clock, runs, new BeanNames(beans));
    unseen = new Unseen(beans, jobs);
  }

  /**
   * With the last order, so that the scheduler that other configurers chose is the one observed. Of
   * two with the same order the one that is declared first comes first.
   */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  /** Puts itself before the scheduler. Called by Spring. */
  @Override
  public void configureTasks(ScheduledTaskRegistrar registrar) {
    TaskScheduler chosen = registrar.getScheduler();
    if (chosen == null) {
      LOG.warn("The scheduled methods of this application have no scheduler and are not observed");
    } else if (!(chosen instanceof ObservedScheduler)) {
      scheduler = chosen;
      jobs.expect(tasks(registrar).map(Task::getRunnable));
      registrar.setTaskScheduler(new ObservedScheduler(chosen, jobs));
      if (ClassUtils.isPresent(OBSERVATIONS, SpringTaskRunner.class.getClassLoader())) {
        Streams.follow(registrar, runs);
      }
    }
  }

  private static Stream<Task> tasks(ScheduledTaskRegistrar registrar) {
    return Stream.of(
            registrar.getCronTaskList(),
            registrar.getFixedRateTaskList(),
            registrar.getFixedDelayTaskList(),
            registrar.getTriggerTaskList())
        .flatMap(List::stream);
  }

  @Override
  public String id() {
    return "spring.scheduled";
  }

  @Override
  public String runner() {
    return RUNNER;
  }

  /** The monitor that tells of a pool whose threads are all occupied while tasks are late. */
  @Override
  public List<Plugin> plugins() {
    return List.of(new PoolMonitor(jobs, runs, new Pools(beans, () -> scheduler)));
  }

  @Override
  public void join(JobObserver observer) {
    runs.tell(Objects.requireNonNull(observer, "observer"));
  }

  @Override
  public void leave() {
    runs.tell(null);
  }

  /** Those of which it sees the runs; of others it says in the log that it does not. */
  @Override
  public List<JobStanding> standings() {
    unseen.tell();
    return jobs.all().stream().map(job -> job.standing(RUNNER)).toList();
  }

  @Override
  public Set<Order> orders(String jobId) {
    return jobs.find(jobId).map(SpringJob::orders).orElse(Set.of());
  }

  /** Runs it on a thread of the scheduler, as soon as one is free. */
  @Override
  public boolean run(String jobId, String key) {
    Runnable work = jobs.get(jobId).ordered();
    TaskScheduler target = Objects.requireNonNull(scheduler, "scheduler");
    try {
      ScheduledFuture<?> unused = target.schedule(work, target.getClock().instant());
    } catch (RuntimeException e) {
      throw new HealingException(
          "The scheduler does not take job " + jobId + ": " + e.getMessage(),
          "Look whether it was shut down.",
          e);
    }
    return true;
  }

  @Override
  public void interrupt(String jobId, long runId) {
    jobs.get(jobId);
    runs.interrupt(jobId, runId);
  }

  @Override
  public void schedule(String jobId) {
    if (jobs.get(jobId).again() == 0) {
      throw new HealingException(
          "Nothing of job " + jobId + " was ended by its scheduler", "It is on its schedule.");
    }
  }

  @Override
  public boolean paused(String jobId) {
    return jobs.get(jobId).paused();
  }

  /** Passes its starts over until it is resumed or the program ends. */
  @Override
  public void pause(String jobId) {
    jobs.get(jobId).pause(true);
  }

  @Override
  public void resume(String jobId) {
    jobs.get(jobId).pause(false);
  }
}
