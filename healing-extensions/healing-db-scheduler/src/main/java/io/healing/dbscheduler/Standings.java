package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the tasks of a scheduler stand. */
final class Standings {
  private final Scheduler scheduler;
  private final KnownTasks tasks;
  private final String runner;

  Standings(Scheduler scheduler, KnownTasks tasks, String runner) {
    this.scheduler = scheduler;
    this.tasks = tasks;
    this.runner = runner;
  }

  /**
   * Recurring tasks with their promise. Of the others several executions may wait at once, and one
   * that another process ran is gone without a trace; so no start of theirs is promised.
   */
  List<JobStanding> all() {
    List<JobStanding> all = new ArrayList<>();
    Set<String> others = new LinkedHashSet<>(tasks.names());
    TaskRows.all(scheduler).stream()
        .map(TaskRows::task)
        .filter(KnownTasks::isJob)
        .forEach(others::add);
    for (RecurringTask<?> task : tasks.recurring()) {
      all.add(recurring(task));
      others.remove(task.getName());
    }
    others.forEach(name -> all.add(JobStanding.scheduled(definition(name), null)));
    return all;
  }

  private JobDefinition definition(String name) {
    return JobDefinition.of(name).withRunner(runner);
  }

  private JobStanding recurring(RecurringTask<?> task) {
    boolean ended = tasks.endedByFailure(task.getName());
    Optional<ScheduledExecution<Object>> row =
        scheduler.getScheduledExecution(KnownTasks.recurring(task.getName()));
    row.ifPresent(there -> seen(task.getName(), ended));
    return row.map(there -> standing(task, there)).orElseGet(() -> without(task));
  }

  /** A run may have taken the row out since it was read: that is no sign that it is back. */
  private void seen(String job, boolean endedBefore) {
    if (endedBefore) {
      tasks.back(job);
    } else {
      tasks.seen(job);
    }
  }

  private JobStanding standing(RecurringTask<?> task, ScheduledExecution<Object> row) {
    JobDefinition definition = definition(task.getName());
    JobStanding standing =
        row.isPicked()
            ? JobStanding.scheduled(definition, null).withPrevious(row.getExecutionTime())
            : JobStanding.scheduled(definition, row.getExecutionTime()).withPrevious(last(row));
    return standing.withSchedule(KnownTasks.words(task));
  }

  /**
   * One that was never there is not yet scheduled, or is switched off. Of one that is gone nobody
   * says why, but where its own failure handler took it out.
   */
  private JobStanding without(RecurringTask<?> task) {
    JobDefinition definition = definition(task.getName());
    if (!tasks.wasSeen(task.getName())) {
      return JobStanding.scheduled(definition, null).withSchedule(KnownTasks.words(task));
    }
    return tasks.endedByFailure(task.getName())
        ? JobStanding.stopped(
            definition, "its failure handler took it out of the table after a run that failed")
        : JobStanding.stopped(
                definition, "its execution is gone from the table, and nobody said why")
            .maybeMeant();
  }

  private static @Nullable Instant last(ScheduledExecution<Object> row) {
    return Stream.of(
            Optional.ofNullable(row.getLastSuccess()), Optional.ofNullable(row.getLastFailure()))
        .map(moment -> moment.orElse(null))
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(null);
  }
}
