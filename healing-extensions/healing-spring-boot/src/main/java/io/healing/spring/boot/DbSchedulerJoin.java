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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Joins the db-schedulers of an application; where there are several, each under the name of its
 * bean, with the tasks that were given to it. One that was given the hook, as db-scheduler's own
 * starter gives every listener and interceptor, is joined with all; one that was made without it is
 * joined before it starts; of one that runs already it is said what to add.
 */
final class DbSchedulerJoin implements BeanPostProcessor, RunnerSource {
  private static final Logger LOG = LoggerFactory.getLogger(DbSchedulerJoin.class);
  private static final String MEND =
      " Build it with the bean DbSchedulerHook:"
          + " .addSchedulerListener(hook).addExecutionInterceptor(hook)";

  private final ConfigurableListableBeanFactory beans;
  private final Map<String, DbSchedulerHook> builders = new ConcurrentHashMap<>();
  private final Map<String, DbSchedulerRunner> listening = new ConcurrentHashMap<>();

  DbSchedulerJoin(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  /** Before its init method, which may start it. */
  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof SchedulerBuilder builder) {
      DbSchedulerHook hook = hookForBuilder();
      builder.addSchedulerListener(hook).addExecutionInterceptor(hook);
      builders.put(name, hook);
    } else if (bean instanceof Scheduler scheduler
        && hooks(name).isEmpty()
        && !started(scheduler)) {
      listening.put(name, DbSchedulerRunner.of(scheduler, tasks(name).toArray(Task<?>[]::new)));
    }
    return bean;
  }

  /** A hook is for one scheduler. */
  private DbSchedulerHook hookForBuilder() {
    DbSchedulerHook one = beans.getBeanProvider(DbSchedulerHook.class).getIfUnique();
    return one == null || several() ? new DbSchedulerHook() : one;
  }

  /** The names of the builders and hooks that this scheduler was made with. */
  private List<String> hooks(String scheduler) {
    return Stream.concat(builders.keySet().stream(), Arrays.stream(names(DbSchedulerHook.class)))
        .filter(one -> Dependencies.reach(beans, scheduler, List.of(one)))
        .toList();
  }

  private String[] names(Class<?> type) {
    return beans.getBeanNamesForType(type, true, false);
  }

  private boolean several() {
    return names(Scheduler.class).length > 1;
  }

  private static boolean started(Scheduler scheduler) {
    return scheduler.getSchedulerState().isStarted();
  }

  /** Of several schedulers each has the tasks that it was made with. */
  private Collection<Task<?>> tasks(String scheduler) {
    boolean all = !several();
    List<Task<?>> tasks = new ArrayList<>();
    beans
        .getBeansOfType(Task.class)
        .forEach(
            (name, task) -> {
              if (all || Dependencies.reach(beans, scheduler, List.of(name))) {
                tasks.add(task);
              }
            });
    return tasks;
  }

  @Override
  public List<JobRunner> runners() {
    List<JobRunner> runners = new ArrayList<>();
    for (String name : names(Scheduler.class)) {
      joined(name)
          .map(this::clocked)
          .map(one -> several() ? one.withName(name) : one)
          .ifPresent(runners::add);
    }
    return runners;
  }

  private Optional<DbSchedulerRunner> joined(String name) {
    Scheduler scheduler = beans.getBeansOfType(Scheduler.class).get(name);
    if (scheduler == null) {
      LOG.warn(
          "The db-scheduler \"{}\" is not observed: one of its tasks needs Healing to be made, and"
              + " Healing the scheduler. Let the task ask for ObjectProvider<Healing>",
          name);
      return Optional.empty();
    }
    List<String> hooks = hooks(name);
    return hooks.isEmpty() ? heard(name) : hooked(scheduler, name, hooks.get(0));
  }

  private Optional<DbSchedulerRunner> hooked(Scheduler scheduler, String name, String with) {
    for (String other : names(Scheduler.class)) {
      if (!other.equals(name) && hooks(other).contains(with)) {
        LOG.warn(
            "The db-scheduler \"{}\" is not observed: it has the DbSchedulerHook \"{}\" that"
                + " \"{}\" has too. Make a bean of DbSchedulerHook for each",
            name,
            with,
            other);
        return Optional.empty();
      }
    }
    DbSchedulerHook hook = builders.get(with);
    return Optional.of(
        DbSchedulerRunner.of(
            scheduler,
            hook == null ? beans.getBean(with, DbSchedulerHook.class) : hook,
            known(name)));
  }

  private Optional<DbSchedulerRunner> heard(String name) {
    DbSchedulerRunner made = listening.get(name);
    if (made == null) {
      LOG.warn(
          "The db-scheduler \"{}\" is not observed: it was started before Healing could join it.{}",
          name,
          MEND);
      return Optional.empty();
    }
    LOG.info("Runs of the db-scheduler \"{}\" are observed, not interrupted.{}", name, MEND);
    known(name);
    return Optional.of(made);
  }

  private Collection<Task<?>> known(String scheduler) {
    Collection<Task<?>> tasks = tasks(scheduler);
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
