package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureReschedule;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRescheduleUsingTaskDataSchedule;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tasks of a scheduler as far as they were told. A job's id is its task's name. */
final class KnownTasks {
  private static final String WITH = "OnCompleteReschedule with ";
  private static final int LONGEST = 200;

  private final Supplier<? extends Collection<? extends Task<?>>> told;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();

  KnownTasks(Supplier<? extends Collection<? extends Task<?>>> told) {
    this.told = told;
  }

  /** Whether a name in the table can be the id of a job. */
  static boolean isJob(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST
        && !name.startsWith("@")
        && name.chars().noneMatch(c -> c < ' ')
        && !name.equals(OrderLock.TASK);
  }

  /** The one execution of a recurring task. */
  static TaskInstanceId recurring(String job) {
    return TaskInstanceId.of(job, RecurringTask.INSTANCE);
  }

  List<String> names() {
    return told.get().stream().map(Task::getName).filter(KnownTasks::isJob).toList();
  }

  List<RecurringTask<?>> recurring() {
    return told.get().stream()
        .filter(task -> task instanceof RecurringTask && isJob(task.getName()))
        .<RecurringTask<?>>map(task -> (RecurringTask<?>) task)
        .toList();
  }

  Optional<RecurringTask<?>> recurringTask(String job) {
    return recurring().stream().filter(task -> task.getName().equals(job)).findFirst();
  }

  private Optional<Task<?>> task(String job) {
    return told.get().stream()
        .filter(task -> task.getName().equals(job))
        .<Task<?>>map(task -> task)
        .findFirst();
  }

  /** Whether it was told, or ran here. */
  boolean knows(String job) {
    return seen.contains(job) || task(job).isPresent();
  }

  /** Its execution was in the table, or it ran here. */
  void seen(String job) {
    seen.add(job);
  }

  /** Its execution is in the table again, or it runs, since a failure ended it. */
  void back(String job) {
    seen.add(job);
    ended.remove(job);
  }

  /**
   * A run ended.
   *
   * @param again when this execution was scheduled after it; null when it was removed
   */
  void ran(ExecutionComplete done, @Nullable Instant again) {
    boolean failed = done.getResult() == ExecutionComplete.Result.FAILED;
    if (failed && again == null && done.getExecution().getId().equals(RecurringTask.INSTANCE)) {
      ended.add(done.getExecution().getTaskName());
    }
  }

  /** Whether a run here failed, and what handles failures took the one execution away then. */
  boolean endedByFailure(String job) {
    return ended.contains(job);
  }

  boolean wasSeen(String job) {
    return seen.contains(job);
  }

  /** Its schedule in words; empty where the task does not tell. */
  static String words(RecurringTask<?> task) {
    String text = task.toString();
    int at = text.indexOf(WITH);
    return at < 0 ? "" : text.substring(at + WITH.length());
  }

  /** Whether it runs next by its schedule, whether it failed or not. */
  boolean fixedBySchedule(Execution execution) {
    return task(execution.getTaskName())
        .map(
            task ->
                task.getFailureHandler() instanceof OnFailureReschedule
                    || task.getFailureHandler() instanceof OnFailureRescheduleUsingTaskDataSchedule)
        .orElse(execution.getId().equals(RecurringTask.INSTANCE));
  }

  /**
   * Whether an execution that failed is tried again by its task's failure handler, earlier than its
   * schedule would have it.
   *
   * @param again when it was scheduled after the failure; null when it was removed
   */
  boolean retries(ExecutionComplete done, @Nullable Instant again) {
    if (again == null || fixedBySchedule(done.getExecution())) {
      return false;
    }
    Instant end = done.getTimeDone();
    Instant regular =
        recurringTask(done.getExecution().getTaskName())
            .map(task -> task.schedulableInstance(RecurringTask.INSTANCE).getNextExecutionTime(end))
            .orElse(end);
    return !regular.isAfter(end) || again.isBefore(regular);
  }
}
