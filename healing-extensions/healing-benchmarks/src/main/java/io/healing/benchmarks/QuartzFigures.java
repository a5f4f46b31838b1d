package io.healing.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.healing.core.Healing;
import io.healing.quartz.QuartzRunner;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * What Quartz with its store in memory gets done, with and without Healing beside it: so many runs
 * of jobs that do nothing, as fast as the scheduler fires them. Pairs in turns, each with a
 * scheduler of its own; the ratio of a pair is what counts.
 */
public final class QuartzFigures {
  private static final int WARM = 3;
  private static final int PAIRS = 11;
  private static final int JOBS = 20;
  private static final int TRIGGERS = 10;
  private static final int FIRES = 100;
  private static final int RUNS = JOBS * TRIGGERS * FIRES;
  private static final String DONE = "done";
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private QuartzFigures() {}

  /** The time by the clock on the wall, and that of the processors, of one round. */
  private record Took(long nanos, long processors) {}

  /** Does nothing but count. */
  public static final class Counted implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      try {
        ((CountDownLatch) context.getScheduler().getContext().get(DONE)).countDown();
      } catch (SchedulerException e) {
        throw new IllegalStateException("The scheduler is gone", e);
      }
    }
  }

  /** Prints the figures. */
  public static void main(String[] args) throws Exception {
    double[] wall = new double[PAIRS];
    double[] processors = new double[PAIRS];
    for (int pair = -WARM; pair < PAIRS; pair++) {
      boolean first = pair % 2 == 0;
      Took one = round(first);
      Took two = round(!first);
      Took with = first ? one : two;
      Took without = first ? two : one;
      if (pair >= 0) {
        wall[pair] = (double) without.nanos() / with.nanos();
        processors[pair] = (double) without.processors() / with.processors();
      }
    }
    print("throughput", wall);
    print("throughput by processor time", processors);
  }

  /** For 11 pairs the third lowest to the third highest hold the median in 93 of 100 cases. */
  private static void print(String what, double[] ratios) {
    Arrays.sort(ratios);
    System.out.println(
        String.format(
            Locale.ROOT,
            "Quartz with Healing, %s of that without: median %.3f, interval %.3f to %.3f, bar 0.97",
            what,
            ratios[PAIRS / 2],
            ratios[2],
            ratios[PAIRS - 3]));
  }

  private static Took round(boolean healed) throws Exception {
    Scheduler scheduler = scheduler();
    CountDownLatch done = new CountDownLatch(RUNS);
    scheduler.getContext().put(DONE, done);
    if (!healed) {
      return ran(scheduler, done);
    }
    Path home = Files.createTempDirectory("healing-quartz");
    try (SqliteHealingStore store = SqliteHealingStore.open(home.resolve("healing.db"));
        Healing healing =
            Healing.builder().store(store).runner(QuartzRunner.of(scheduler)).build()) {
      healing.start();
      return ran(scheduler, done);
    } finally {
      delete(home);
    }
  }

  private static Took ran(Scheduler scheduler, CountDownLatch done) throws Exception {
    for (int job = 0; job < JOBS; job++) {
      schedule(scheduler, "job" + job);
    }
    long processors = MACHINE.getProcessCpuTime();
    long begun = System.nanoTime();
    scheduler.start();
    done.await();
    Took took = new Took(System.nanoTime() - begun, MACHINE.getProcessCpuTime() - processors);
    scheduler.shutdown(true);
    return took;
  }

  private static Scheduler scheduler() throws SchedulerException {
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", "bench" + System.nanoTime());
    settings.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", "10");
    settings.setProperty("org.quartz.threadPool.threadCount", "2");
    settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    return new StdSchedulerFactory(settings).getScheduler();
  }

  private static void schedule(Scheduler scheduler, String job) throws SchedulerException {
    scheduler.addJob(
        JobBuilder.newJob(Counted.class).withIdentity(job).storeDurably().build(), false);
    for (int trigger = 0; trigger < TRIGGERS; trigger++) {
      scheduler.scheduleJob(
          TriggerBuilder.newTrigger()
              .forJob(job)
              .withSchedule(
                  SimpleScheduleBuilder.simpleSchedule()
                      .withIntervalInMilliseconds(1)
                      .withRepeatCount(FIRES - 1))
              .build());
    }
  }

  private static void delete(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
