package io.healing.spring;

import io.healing.api.job.JobRunner;
import io.healing.api.job.JobRunnerContract;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedRateTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.support.TaskUtils;

/** An application with a scheduler, to which tasks are added while it runs. */
final class SpringRig implements JobRunnerContract.Rig {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Set<String> poisoned = ConcurrentHashMap.newKeySet();
  private final Map<String, ScheduledTask> tasks = new ConcurrentHashMap<>();
  private final AnnotationConfigApplicationContext application =
      new AnnotationConfigApplicationContext();
  private final DueScheduler scheduler = new DueScheduler();
  private ScheduledTaskRegistrar registrar;

  /** What the error handler lets pass, so that it ends the task. */
  private static final class Poison extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @EnableScheduling
  static class Scheduling {}

  private record Named(String name, Runnable work) implements Runnable {
    @Override
    public void run() {
      work.run();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  SpringRig started() {
    scheduler.setPoolSize(4);
    scheduler.setErrorHandler(SpringRig::handle);
    application.register(Scheduling.class);
    application.registerBean("taskScheduler", DueScheduler.class, () -> scheduler);
    application.registerBean(
        SpringTaskRunner.class, () -> new SpringTaskRunner(application.getBeanFactory()));
    SchedulingConfigurer keeps = its -> registrar = its;
    application.registerBean(SchedulingConfigurer.class, () -> keeps);
    application.refresh();
    return this;
  }

  private static void handle(Throwable thrown) {
    if (thrown instanceof Poison poison) {
      throw poison;
    }
    TaskUtils.LOG_AND_SUPPRESS_ERROR_HANDLER.handleError(thrown);
  }

  @Override
  public JobRunner adapter() {
    return application.getBean(SpringTaskRunner.class);
  }

  @Override
  public String job(String name, Runnable work) {
    FixedRateTask task = new FixedRateTask(new Named(name, () -> run(name, work)), HOUR, HOUR);
    tasks.put(name, registrar.scheduleFixedRateTask(task));
    return name;
  }

  private void run(String name, Runnable work) {
    if (poisoned.remove(name)) {
      throw new Poison();
    }
    work.run();
  }

  @Override
  public void fire(String job) {
    scheduler.dueNow();
  }

  @Override
  public void delete(String job) {
    tasks.get(job).cancel();
  }

  /** Ends the task as a scheduler does whose error handler lets an exception pass. */
  void giveUp(String job) {
    poisoned.add(job);
    fire(job);
  }

  @Override
  public void shutDown() {
    scheduler.shutdown();
    application.close();
  }
}
