package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The executions of one task in the table.
 *
 * @param task its name
 * @param failing how many of them failed the last time
 * @param mostInARow how often the worst of them failed in a row
 */
record TaskRows(String task, int failing, int mostInARow) {
  private static final int MOST = 1_000;

  /**
   * Of every task that has executions; of a scheduler that cannot count them, of the first 1,000.
   */
  static List<TaskRows> all(SchedulerClient scheduler) {
    try {
      return Counted.all(scheduler);
    } catch (LinkageError olderRelease) {
      return oneByOne(scheduler);
    }
  }

  /** A class of its own, since db-scheduler 16.7, that of the starter for Boot 3, cannot count. */
  private static final class Counted {
    static List<TaskRows> all(SchedulerClient scheduler) {
      return scheduler.getScheduledExecutionsSummaryByTask().stream()
          .map(
              task ->
                  new TaskRows(task.taskName(), task.failingCount(), task.maxConsecutiveFailures()))
          .toList();
    }
  }

  private static List<TaskRows> oneByOne(SchedulerClient scheduler) {
    Map<String, TaskRows> all = new LinkedHashMap<>();
    scheduler.fetchScheduledExecutions(
        ScheduledExecutionsFilter.all().limit(MOST),
        row -> {
          int failures = row.getConsecutiveFailures();
          String task = row.getTaskInstance().getTaskName();
          all.merge(task, new TaskRows(task, failures > 0 ? 1 : 0, failures), TaskRows::and);
        });
    return new ArrayList<>(all.values());
  }

  private TaskRows and(TaskRows other) {
    return new TaskRows(task, failing + other.failing, Math.max(mostInARow, other.mostInARow));
  }
}
