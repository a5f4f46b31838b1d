package io.healing.quartz;

import io.healing.api.job.JobRunnerContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.quartz.InterruptableJob;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.listeners.TriggerListenerSupport;
import org.quartz.simpl.PropertySettingJobFactory;

/** A real Quartz scheduler. */
final class QuartzRig implements JobRunnerContract.Rig {
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

  private QuartzRig(Properties settings) throws SchedulerException {
    scheduler = new StdSchedulerFactory(settings).getScheduler();
    adapter = QuartzRunner.of(scheduler);
  }

  /** One that keeps its jobs in memory. */
  static QuartzRig ram() throws SchedulerException {
    Properties settings = settings("ram-" + System.nanoTime());
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    return new QuartzRig(settings);
  }

  /** An instance of the cluster of this name, whose jobs are in a database. */
  static QuartzRig instance(String cluster, String instance) throws SchedulerException {
    return alone(JdbcStore.settings(settings(cluster), instance, JdbcStore.database()));
  }

  /** Quartz would give the same scheduler to whoever asks for the same name in the same JVM. */
  static QuartzRig alone(Properties settings) throws SchedulerException {
    QuartzRig rig = new QuartzRig(settings);
    SchedulerRepository.getInstance().remove(rig.scheduler.getSchedulerName());
    return rig;
  }

  static Properties settings(String name) {
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", name);
    settings.setProperty("org.quartz.threadPool.threadCount", "2");
    settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    return settings;
  }

  QuartzRig started() throws SchedulerException {
    scheduler.start();
    return this;
  }

  /** Lets the job start by its schedule so long from now. */
  void startIn(String job, Duration wait) throws SchedulerException {
    scheduler.rescheduleJob(
        TriggerKey.triggerKey(job),
        TriggerBuilder.newTrigger()
            .withIdentity(job)
            .startAt(Date.from(Instant.now().plus(wait)))
            .withSchedule(SimpleScheduleBuilder.repeatHourlyForever())
            .build());
  }

  /** Another trigger of the job. */
  void alsoHourly(String job, String trigger) throws SchedulerException {
    scheduler.scheduleJob(
        TriggerBuilder.newTrigger()
            .withIdentity(trigger)
            .forJob(job)
            .startAt(Date.from(Instant.now().plus(Duration.ofHours(2))))
            .withSchedule(SimpleScheduleBuilder.repeatHourlyForever())
            .build());
  }

  /** Lets Quartz come too late for a start: it was to be two minutes ago. */
  void misfire(String job) throws Exception {
    scheduler.standby();
    scheduler.rescheduleJob(
        TriggerKey.triggerKey(job),
        TriggerBuilder.newTrigger()
            .withIdentity(job)
            .startAt(Date.from(Instant.now().minus(Duration.ofMinutes(2))))
            .withSchedule(
                SimpleScheduleBuilder.repeatHourlyForever()
                    .withMisfireHandlingInstructionNextWithExistingCount())
            .build());
    CountDownLatch missed = new CountDownLatch(1);
    scheduler
        .getListenerManager()
        .addTriggerListener(
            new TriggerListenerSupport() {
              @Override
              public String getName() {
                return "missed";
              }

              @Override
              public void triggerMisfired(Trigger trigger) {
                missed.countDown();
              }
            });
    scheduler.start();
    missed.await();
  }

  /** As when the class of a job is missing after a deployment: it cannot be made. */
  void giveUp(String job) throws Exception {
    scheduler.setJobFactory(
        (bundle, owner) -> {
          throw new SchedulerException("The class of job " + job + " cannot be loaded");
        });
    fire(job);
    for (int i = 0; i < 30_000 && !inError(job); i++) {
      LockSupport.parkNanos(1_000_000);
    }
    scheduler.setJobFactory(new PropertySettingJobFactory());
  }

  private boolean inError(String job) throws SchedulerException {
    return scheduler.getTriggerState(TriggerKey.triggerKey(job)) == TriggerState.ERROR;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  /** What the runs of the job of this name do in this JVM. */
  static void work(String name, Runnable work) {
    WORK.put(name, work);
  }

  @Override
  public QuartzRunner adapter() {
    return adapter;
  }

  @Override
  public String job(String name, Runnable work) throws SchedulerException {
    work(name, work);
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
