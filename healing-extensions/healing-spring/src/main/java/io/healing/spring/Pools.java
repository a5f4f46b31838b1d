package io.healing.spring;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.TaskSchedulerRouter;

/** Which threads a scheduled method runs on, found in the way in which Spring finds them. */
final class Pools {
  private static final String SETTING = "spring.task.scheduling.pool.size";

  private final BeanFactory beans;
  private final Supplier<@Nullable TaskScheduler> chosen;

  /**
   * The threads that some jobs share.
   *
   * @param name for people, and unlike that of every other pool
   * @param size how many of its jobs run at a time
   * @param mend where its size is set
   */
  record Pool(String name, int size, String mend) {}

  Pools(BeanFactory beans, Supplier<@Nullable TaskScheduler> chosen) {
    this.beans = beans;
    this.chosen = chosen;
  }

  /** The pool of a job; empty where its size is not bounded or not known. */
  Optional<Pool> of(SpringJob job) {
    TaskScheduler scheduler = chosen.get();
    if (!(scheduler instanceof TaskSchedulerRouter)) {
      return pool("chosen by a configurer", scheduler, job);
    }
    String named = job.qualifier();
    if (!named.isEmpty()
        && beans.containsBean(named)
        && beans.isTypeMatch(named, TaskScheduler.class)) {
      return pool(named, beans.getBean(named, TaskScheduler.class), job);
    }
    return byDefault(job);
  }

  private Optional<Pool> byDefault(SpringJob job) {
    if (!(beans instanceof ListableBeanFactory listable)) {
      return Optional.empty();
    }
    Map<String, TaskScheduler> all = listable.getBeansOfType(TaskScheduler.class, false, false);
    String usual = TaskSchedulerRouter.DEFAULT_TASK_SCHEDULER_BEAN_NAME;
    TaskScheduler first = listable.getBeanProvider(TaskScheduler.class).getIfUnique();
    for (Map.Entry<String, TaskScheduler> one : all.entrySet()) {
      if (one.getValue() == first) {
        return pool(one.getKey(), first, job);
      }
    }
    return all.isEmpty()
        ? Optional.of(new Pool("of one thread that Spring makes", 1, "a TaskScheduler bean"))
        : pool(usual, all.get(usual), job);
  }

  private static Optional<Pool> pool(
      String name, @Nullable TaskScheduler scheduler, SpringJob job) {
    if (scheduler instanceof ThreadPoolTaskScheduler threads) {
      int size = threads.getScheduledThreadPoolExecutor().getCorePoolSize();
      return Optional.of(new Pool(name, size, SETTING));
    }
    boolean one = scheduler instanceof SimpleAsyncTaskScheduler && job.afterEachEnd();
    return one
        ? Optional.of(new Pool(name, 1, "a fixed rate or cron in place of the fixed delay"))
        : Optional.empty();
  }
}
