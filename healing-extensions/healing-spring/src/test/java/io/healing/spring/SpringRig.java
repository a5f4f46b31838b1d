package io.healing.spring;

import io.healing.api.job.JobRunner;
import io.healing.api.job.JobRunnerContract;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.support.TaskUtils;

/** An application with a scheduler, to which beans with a scheduled method are added. */
final class SpringRig implements JobRunnerContract.Rig {
  private final Set<String> poisoned = ConcurrentHashMap.newKeySet();
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final AnnotationConfigApplicationContext application =
      new AnnotationConfigApplicationContext();
  private final DueScheduler scheduler = new DueScheduler();

  /** What the error handler lets pass, so that it ends the task. */
  private static final class Poison extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @EnableScheduling
  static class Scheduling {}

  /** A bean as people write it; each is made when its job is wanted. */
  static final class Work {
    private final Runnable does;

    Work(Runnable does) {
      this.does = does;
    }

    @Scheduled(fixedRate = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void work() {
      does.run();
    }
  }

  SpringRig started() {
    scheduler.setPoolSize(4);
    scheduler.setErrorHandler(SpringRig::handle);
    application.register(Scheduling.class);
    application.registerBean("taskScheduler", DueScheduler.class, () -> scheduler);
    application.registerBean(
        SpringTaskRunner.class, () -> new SpringTaskRunner(application.getBeanFactory()));
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
    Set<String> before = ids();
    application.registerBean(name, Work.class, () -> new Work(() -> run(name, work)));
    application.getBean(name);
    Set<String> added = ids();
    added.removeAll(before);
    String id = added.iterator().next();
    names.put(id, name);
    return id;
  }

  private Set<String> ids() {
    return adapter().standings().stream()
        .map(one -> one.definition().id())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private void run(String name, Runnable work) {
    if (poisoned.remove(name)) {
      throw new Poison();
    }
    work.run();
  }

  /** What just ran is waited for: it has its next turn only when its thread has put it back. */
  @Override
  public void fire(String job) {
    for (int i = 0; i < 5_000 && !scheduler.dueNow(); i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  @Override
  public void delete(String job) {
    application.removeBeanDefinition(names.get(job));
  }

  /** Ends the task as a scheduler does whose error handler lets an exception pass. */
  void giveUp(String job) {
    poisoned.add(names.get(job));
    fire(job);
  }

  @Override
  public void shutDown() {
    scheduler.shutdown();
    application.close();
  }
}
