package io.healing.spring;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.config.Task;
import org.springframework.scheduling.support.ScheduledMethodRunnable;

/**
 * What a task does, apart from its schedule. Two schedules of one method of one bean are the same
 * work; the same method of two beans is not.
 */
final class Work {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);

  /** What Spring makes of a method that returns a stream, and of one that Kotlin suspends. */
  private static final String SUBSCRIBING =
      "org.springframework.scheduling.annotation.ScheduledAnnotationReactiveSupport"
          + "$SubscribingRunnable";

  private final Object target;
  private final @Nullable Method method;

  private Work(Object target, @Nullable Method method) {
    this.target = target;
    this.method = method;
  }

  static Work of(Runnable task) {
    Runnable bare = bare(task);
    return bare instanceof ScheduledMethodRunnable its
        ? new Work(its.getTarget(), its.getMethod())
        : new Work(bare, null);
  }

  /** What is in the wrapper in which Spring keeps the outcome; no method of Spring gives it. */
  private static Runnable bare(Runnable task) {
    if (task.getClass().getEnclosingClass() != Task.class) {
      return task;
    }
    try {
      for (Field field : task.getClass().getDeclaredFields()) {
        if (field.getType() == Runnable.class) {
          field.setAccessible(true);
          return (Runnable) Objects.requireNonNullElse(field.get(task), task);
        }
      }
    } catch (IllegalAccessException | RuntimeException e) {
      LOG.debug("Task {} is told apart by its name alone", task, e);
    }
    return task;
  }

  /** The bean that it is a method of; null for a task that is no method. */
  @Nullable Object bean() {
    return method == null ? null : target;
  }

  /** Whether it only subscribes to a stream, which goes on when it has returned. */
  boolean stream() {
    return target.getClass().getName().equals(SUBSCRIBING);
  }

  /** Whether a run ends before the work has begun, since another thread does it. */
  boolean handedOver() {
    return method != null && HandedOver.is(target, method);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Work that
        && target == that.target
        && Objects.equals(method, that.method);
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(target);
  }

  @Override
  public String toString() {
    return method == null ? target.toString() : method.toString();
  }
}
