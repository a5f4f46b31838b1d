package io.healing.quartz;

import io.healing.api.job.JobRunner;
import io.healing.api.job.JobRunnerContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.quartz.InterruptableJob;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** A real Quartz scheduler that keeps its jobs in memory. */
final class RamRig implements JobRunnerContract.Rig {
  private static final Map<String, Runnable> WORK = new ConcurrentHashMap<>();

  private final Scheduler scheduler;
  private final QuartzRunner adapter;

  /** Does the work of its name; can be interrupted. */
  public static final class Work implements InterruptableJob {
    private volatile Thread thread;

    @Override
    public void execute(JobExecutionContext context) {
      thread = Thread.currentThread();
      WORK.get(context.getJobDetail().getKey().getName()).run();
    }

    @Override
    public void interrupt() {
      thread.interrupt();
    }
  }

  RamRig() throws SchedulerException {
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", "ram-" + System.nanoTime());
    settings.setProperty("org.quartz.threadPool.threadCount", "2");
    settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    scheduler = new StdSchedulerFactory(settings).getScheduler();
    adapter = QuartzRunner.of(scheduler);
    scheduler.start();
  }

  Scheduler scheduler() {
    return scheduler;
  }

  @Override
  public JobRunner adapter() {
    return adapter;
  }

  @Override
  public String job(String name, Runnable work) throws SchedulerException {
    WORK.put(name, work);
    scheduler.scheduleJob(
        JobBuilder.newJob(Work.class).withIdentity(name).storeDurably().build(),
        TriggerBuilder.newTrigger()
            .withIdentity(name)
            .startAt(Date.from(Instant.now().plus(Duration.ofHours(1))))
            .withSchedule(SimpleScheduleBuilder.repeatHourlyForever())
            .build());
    return name;
  }

  @Override
  public void fire(String job) throws SchedulerException {
    scheduler.triggerJob(JobKey.jobKey(job));
  }

  @Override
  public void delete(String job) throws SchedulerException {
    scheduler.deleteJob(JobKey.jobKey(job));
  }

  @Override
  public void shutDown() throws SchedulerException {
    scheduler.shutdown(false);
  }
}
