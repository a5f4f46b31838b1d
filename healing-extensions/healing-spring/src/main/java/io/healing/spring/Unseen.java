package io.healing.spring;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** Scheduled methods that went past Healing, each told once. Thread-safe. */
final class Unseen {
  private static final Logger LOG = LoggerFactory.getLogger(Unseen.class);

  private final BeanFactory beans;
  private final SpringJobs jobs;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Unseen(BeanFactory beans, SpringJobs jobs) {
    this.beans = beans;
    this.jobs = jobs;
  }

  /** Looks again. */
  void tell() {
    List<String> fresh = all().stream().filter(told::add).toList();
    if (!fresh.isEmpty()) {
      LOG.warn(
          "Not observed, since a SchedulingConfigurer put another scheduler before Healing's: {}."
              + " Give that configurer an order before the last, as with @Order(0)",
          String.join(", ", fresh));
    }
  }

  private List<String> all() {
    return beans instanceof ListableBeanFactory listable
        ? listable.getBeansOfType(ScheduledTaskHolder.class, false, false).values().stream()
            .flatMap(holder -> holder.getScheduledTasks().stream())
            .filter(this::unseen)
            .map(ScheduledTask::toString)
            .sorted()
            .toList()
        : List.of();
  }

  /** A task without a next start is not on its schedule yet, or not any more. */
  private boolean unseen(ScheduledTask task) {
    return task.nextExecution() != null && !jobs.has(task.getTask().getRunnable());
  }
}
