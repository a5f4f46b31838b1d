package io.healing.spring.boot;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.healing.api.job.JobRunner;
import io.healing.dbscheduler.DbSchedulerHook;
import io.healing.dbscheduler.DbSchedulerRunner;
import io.healing.spring.RunnerSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Joins the db-scheduler of an application. One that was given the hook, as db-scheduler's own
 * starter gives every listener and interceptor, is joined with all; one that was made without it is
 * joined before it starts; of one that runs already it is said what to add.
 */
final class DbSchedulerJoin implements BeanPostProcessor, RunnerSource {
  private static final Logger LOG = LoggerFactory.getLogger(DbSchedulerJoin.class);
  private static final String MEND =
      " Build it with the bean DbSchedulerHook:"
          + " .addSchedulerListener(hook).addExecutionInterceptor(hook)";

  private final ConfigurableListableBeanFactory beans;
  private final Set<String> builders = ConcurrentHashMap.newKeySet();
  private final Map<String, DbSchedulerRunner> listening = new ConcurrentHashMap<>();

  DbSchedulerJoin(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  /** Before its init method, which may start it. */
  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof SchedulerBuilder builder) {
      DbSchedulerHook hook = hook();
      builder.addSchedulerListener(hook).addExecutionInterceptor(hook);
      builders.add(name);
    } else if (bean instanceof Scheduler scheduler && !hooked(name) && !started(scheduler)) {
      listening.put(name, DbSchedulerRunner.of(scheduler, tasks().toArray(Task<?>[]::new)));
    }
    return bean;
  }

  private DbSchedulerHook hook() {
    return beans.getBean(DbSchedulerHook.class);
  }

  private boolean hooked(String scheduler) {
    List<String> with = new ArrayList<>(builders);
    with.addAll(Arrays.asList(beans.getBeanNamesForType(DbSchedulerHook.class, true, false)));
    return Dependencies.reach(beans, scheduler, with);
  }

  private static boolean started(Scheduler scheduler) {
    return scheduler.getSchedulerState().isStarted();
  }

  private Collection<Task<?>> tasks() {
    return beans.getBeansOfType(Task.class).values().stream().<Task<?>>map(one -> one).toList();
  }

  @Override
  public List<JobRunner> runners() {
    String[] names = beans.getBeanNamesForType(Scheduler.class, true, false);
    if (names.length > 1) {
      LOG.warn(
          "Of several db-schedulers Healing joins none by itself: {}. Make a bean of"
              + " DbSchedulerRunner.of(…) for the one to observe",
          String.join(", ", names));
      return List.of();
    }
    return names.length == 0 ? List.of() : joined(names[0]);
  }

  private List<JobRunner> joined(String name) {
    Scheduler scheduler = beans.getBeansOfType(Scheduler.class).get(name);
    if (scheduler == null) {
      LOG.warn(
          "The db-scheduler \"{}\" is not observed: one of its tasks needs Healing to be made, and"
              + " Healing the scheduler. Let the task ask for ObjectProvider<Healing>",
          name);
      return List.of();
    }
    if (hooked(name)) {
      return List.of(clocked(DbSchedulerRunner.of(scheduler, hook(), known(name))));
    }
    DbSchedulerRunner made = listening.get(name);
    if (made == null) {
      LOG.warn(
          "The db-scheduler \"{}\" is not observed: it was started before Healing could join it.{}",
          name,
          MEND);
      return List.of();
    }
    LOG.info("Runs of the db-scheduler \"{}\" are observed, not interrupted.{}", name, MEND);
    known(name);
    return List.of(clocked(made));
  }

  private Collection<Task<?>> known(String scheduler) {
    Collection<Task<?>> tasks = tasks();
    if (tasks.stream().noneMatch(RecurringTask.class::isInstance)) {
      LOG.info(
          "No recurring task of the db-scheduler \"{}\" is a bean: runs are observed, but no start"
              + " that is missed",
          scheduler);
    }
    return tasks;
  }

  /** With the clock that db-scheduler's starter builds the scheduler with. */
  private DbSchedulerRunner clocked(DbSchedulerRunner runner) {
    Clock clock = beans.getBeanProvider(Clock.class).getIfUnique();
    return clock == null ? runner : runner.withClock(clock::now);
  }
}
