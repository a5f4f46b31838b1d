package io.healing.benchmarks;

import io.healing.quartz.QuartzRunner;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Quartz with its store in memory and ten threads: as many runs as fast as it fires them, of 20
 * jobs with 200 triggers that wait for a millisecond, as for a service, and of such that do nothing
 * at all. Each round has a scheduler of its own.
 */
public final class QuartzFigures {
  private static final int JOBS = 20;
  private static final int TRIGGERS = 10;
  private static final int WAITING = 30_000;
  private static final int IDLE = 100_000;
  private static final String DONE = "done";
  private static final String WAIT = "wait";

  private QuartzFigures() {}

  /** Waits, or does nothing, and counts. */
  public static final class Counted implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      try {
        long wait = context.getMergedJobDataMap().getLong(WAIT);
        if (wait > 0) {
          LockSupport.parkNanos(wait);
        }
        ((CountDownLatch) context.getScheduler().getContext().get(DONE)).countDown();
      } catch (SchedulerException e) {
        throw new IllegalStateException("The scheduler is gone", e);
      }
    }
  }

  /** Prints the figures of Quartz alone. */
  public static void main(String[] args) throws Exception {
    Pairs table = new Pairs(Pairs.LEAST);
    table.head();
    measure(table);
  }

  static void measure(Pairs table) throws Exception {
    table.measure(
        "Quartz, jobs of a millisecond", WAITING, healed -> round(healed, WAITING, 1_000_000));
    table.measure("Quartz, jobs that do nothing", IDLE, healed -> round(healed, IDLE, 0));
  }

  private static Pairs.Took round(boolean healed, int runs, long wait) throws Exception {
    Scheduler scheduler = scheduler();
    CountDownLatch done = new CountDownLatch(runs);
    scheduler.getContext().put(DONE, done);
    for (int job = 0; job < JOBS; job++) {
      schedule(scheduler, "job" + job, wait, runs / JOBS / TRIGGERS);
    }
    try {
      return Healed.round(
          healed,
          () -> QuartzRunner.of(scheduler),
          () -> {
            scheduler.start();
            done.await();
          });
    } finally {
      scheduler.shutdown(true);
    }
  }

  private static Scheduler scheduler() throws SchedulerException {
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", "bench" + System.nanoTime());
    settings.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", "10");
    settings.setProperty("org.quartz.threadPool.threadCount", "10");
    settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    return new StdSchedulerFactory(settings).getScheduler();
  }

  private static void schedule(Scheduler scheduler, String job, long wait, int fires)
      throws SchedulerException {
    scheduler.addJob(
        JobBuilder.newJob(Counted.class)
            .withIdentity(job)
            .usingJobData(WAIT, wait)
            .storeDurably()
            .build(),
        false);
    for (int trigger = 0; trigger < TRIGGERS; trigger++) {
      scheduler.scheduleJob(
          TriggerBuilder.newTrigger()
              .forJob(job)
              .withSchedule(
                  SimpleScheduleBuilder.simpleSchedule()
                      .withIntervalInMilliseconds(1)
                      .withRepeatCount(fires - 1))
              .build());
    }
  }
}
