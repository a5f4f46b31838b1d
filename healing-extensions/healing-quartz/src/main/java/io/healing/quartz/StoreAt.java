package io.healing.quartz;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.quartz.Scheduler;
import org.quartz.core.QuartzScheduler;
import org.quartz.core.QuartzSchedulerResources;
import org.quartz.impl.jdbcjobstore.JobStoreCMT;
import org.quartz.impl.jdbcjobstore.JobStoreSupport;

/**
 * Where a scheduler keeps its jobs, as its own store knows it. Quartz has no method that gives the
 * store of a scheduler, so the parts of the scheduler are asked.
 *
 * @param source the name of the data source, as Quartz knows it
 * @param prefix what the names of the tables begin with
 */
record StoreAt(String source, String prefix) {

  /** Empty where the scheduler has no JDBC store, or is not one that can be asked. */
  static Optional<StoreAt> of(Scheduler scheduler) {
    return part(scheduler, QuartzScheduler.class)
        .flatMap(core -> part(core, QuartzSchedulerResources.class))
        .map(QuartzSchedulerResources::getJobStore)
        .filter(JobStoreSupport.class::isInstance)
        .map(JobStoreSupport.class::cast)
        .filter(store -> source(store) != null)
        .map(store -> new StoreAt(source(store), store.getTablePrefix()));
  }

  /** The one whose connections commit by themselves, where there are two. */
  private static String source(JobStoreSupport store) {
    return store instanceof JobStoreCMT managed
        ? managed.getNonManagedTXDataSource()
        : store.getDataSource();
  }

  private static <T> Optional<T> part(Object of, Class<T> kind) {
    for (Class<?> one = of.getClass(); one != null; one = one.getSuperclass()) {
      for (Field field : one.getDeclaredFields()) {
        if (kind.isAssignableFrom(field.getType()) && !Modifier.isStatic(field.getModifiers())) {
          return value(of, field).map(kind::cast);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Object> value(Object of, Field field) {
    try {
      return field.trySetAccessible() ? Optional.ofNullable(field.get(of)) : Optional.empty();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was opened and is closed", e);
    }
  }
}
