package io.healing.spring.boot;

import io.healing.quartz.QuartzRunner;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SchedulerMetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Joins a Quartz scheduler of an application, with the rows of its store where that is JDBC. */
final class QuartzJoin {
  private static final Logger LOG = LoggerFactory.getLogger(QuartzJoin.class);
  private static final Bindable<Map<String, String>> WORDS =
      Bindable.mapOf(String.class, String.class);

  /** Spring's store; it gives Quartz its data source under the name of the scheduler. */
  private static final String OF_SPRING =
      "org.springframework.scheduling.quartz.LocalDataSourceJobStore";

  private static final String NAMED = "springNonTxDataSource.";

  private final Map<String, String> said;

  QuartzJoin(Environment environment) {
    said = Binder.get(environment).bind("spring.quartz.properties", WORDS).orElseGet(Map::of);
  }

  QuartzRunner of(Scheduler scheduler) {
    QuartzRunner runner = QuartzRunner.of(scheduler);
    String prefix = said.getOrDefault("org.quartz.jobStore.tablePrefix", QuartzRunner.TABLE_PREFIX);
    return source(scheduler).map(name -> runner.withStore(name, prefix)).orElse(runner);
  }

  /** What Quartz calls the data source of the store; empty where the store is no JDBC. */
  private Optional<String> source(Scheduler scheduler) {
    try {
      SchedulerMetaData told = scheduler.getMetaData();
      if (!told.isJobStoreSupportsPersistence()) {
        return Optional.empty();
      }
      return named(told.getJobStoreClass())
          ? Optional.of(NAMED + told.getSchedulerName())
          : Optional.ofNullable(said.get("org.quartz.jobStore.dataSource"));
    } catch (SchedulerException e) {
      LOG.warn("The store of a scheduler is not looked at, since it does not tell of it", e);
      return Optional.empty();
    }
  }

  private static boolean named(@Nullable Class<?> store) {
    for (Class<?> one = store; one != null; one = one.getSuperclass()) {
      if (one.getName().equals(OF_SPRING)) {
        return true;
      }
    }
    return false;
  }
}
