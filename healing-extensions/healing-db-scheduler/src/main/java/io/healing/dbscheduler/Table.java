package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a scheduler's table and its threads show. Reads only, at most 1,000 rows at a look. */
final class Table {
  private static final int MOST = 1_000;
  private static final String SIGN = "lastHeartbeat=";

  private final Scheduler scheduler;
  private final InstantSource clock;

  Table(Scheduler scheduler, InstantSource clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** An execution that is due and that no scheduler has. */
  record Due(String job, String instance, Instant time) {}

  /**
   * What is due.
   *
   * @param now by the clock of the scheduler
   * @param resolved of tasks that this scheduler has, earliest first
   * @param unresolved of tasks that it does not have, earliest first
   */
  record Sample(Instant now, List<Due> resolved, List<Due> unresolved) {}

  /**
   * The scheduler is asked twice, for all and for those whose task it has, because what it keeps of
   * unknown names it does not tell.
   */
  Sample look() {
    Instant now = clock.instant();
    List<Due> resolved = due(ScheduledExecutionsFilter.onlyResolved(), now);
    List<Due> all = due(ScheduledExecutionsFilter.all(), now);
    Set<String> known = resolved.stream().map(Due::job).collect(Collectors.toSet());
    List<Due> unresolved =
        all.stream()
            .filter(one -> !known.contains(one.job()) && KnownTasks.isJob(one.job()))
            .toList();
    return new Sample(now, resolved, unresolved);
  }

  private List<Due> due(ScheduledExecutionsFilter filter, Instant now) {
    List<Due> due = new ArrayList<>();
    scheduler.fetchScheduledExecutions(
        filter.withPicked(false).limit(MOST),
        row -> {
          if (!row.getExecutionTime().isAfter(now)) {
            due.add(
                new Due(
                    row.getTaskInstance().getTaskName(),
                    row.getTaskInstance().getId(),
                    row.getExecutionTime()));
          }
        });
    return due;
  }

  /**
   * An execution that a scheduler has.
   *
   * @param owner the name of that scheduler
   * @param sign is another after each sign of life
   */
  record Picked(String job, String instance, String owner, String sign) {
    /** Of which there is one at a time. */
    String key() {
      return job + "\n" + instance;
    }
  }

  /** What schedulers have and this one does not run: of its own runs it knows more. */
  List<Picked> picked() {
    List<Picked> picked = new ArrayList<>();
    scheduler.fetchScheduledExecutions(
        ScheduledExecutionsFilter.all().withPicked(true).limit(MOST), row -> add(picked, row));
    Set<TaskInstanceId> here =
        scheduler.getCurrentlyExecuting().stream()
            .map(
                one ->
                    TaskInstanceId.of(
                        one.getTaskInstance().getTaskName(), one.getTaskInstance().getId()))
            .collect(Collectors.toSet());
    picked.removeIf(row -> here.contains(TaskInstanceId.of(row.job(), row.instance())));
    return picked;
  }

  /** The scheduler tells the last sign of life only in the words of an execution. */
  private static void add(List<Picked> picked, ScheduledExecution<Object> row) {
    String words = row.toString();
    String job = row.getTaskInstance().getTaskName();
    if (words.contains(SIGN) && KnownTasks.isJob(job)) {
      String owner = Objects.requireNonNullElse(row.getPickedBy(), "a scheduler without a name");
      picked.add(new Picked(job, row.getTaskInstance().getId(), owner, words));
    }
  }

  /** Whether this scheduler gives signs of life of what it runs, and looks for dead executions. */
  boolean keepsHouse() {
    return scheduler.getSchedulerState().isStarted()
        && !scheduler.getSchedulerState().isShuttingDown();
  }

  /** The tasks of which at least one execution failed this many times in a row, or more. */
  List<TaskRows> failing(int times) {
    return TaskRows.all(scheduler).stream()
        .filter(rows -> rows.mostInARow() >= times && KnownTasks.isJob(rows.task()))
        .toList();
  }

  /** The one execution of a task that fails; empty where several do, or none. */
  Optional<ScheduledExecution<Object>> onlyFailing(String job) {
    List<ScheduledExecution<Object>> failing = new ArrayList<>();
    scheduler.fetchScheduledExecutionsForTask(
        job,
        Object.class,
        ScheduledExecutionsFilter.all().withPicked(false).limit(MOST),
        row -> {
          if (row.getConsecutiveFailures() > 0) {
            failing.add(row);
          }
        });
    return failing.size() == 1 ? Optional.of(failing.get(0)) : Optional.empty();
  }

  /** The runs of this process whose sign of life is too old. */
  List<CurrentlyExecuting> stale() {
    return scheduler.getCurrentlyExecutingWithStaleHeartbeat();
  }

  /** A run of this process. */
  record Busy(String job, Duration since) {}

  /** The runs of this process, longest first. */
  List<Busy> busy() {
    return scheduler.getCurrentlyExecuting().stream()
        .map(one -> new Busy(one.getTaskInstance().getTaskName(), one.getDuration()))
        .sorted((a, b) -> b.since().compareTo(a.since()))
        .toList();
  }

  /** Why this scheduler takes nothing; empty where it should. */
  String asleep() {
    if (scheduler.getSchedulerState().isShuttingDown()) {
      return "it was shut down";
    }
    if (!scheduler.getSchedulerState().isStarted()) {
      return "it was not started";
    }
    return scheduler.getSchedulerState().isPaused() ? "it is paused" : "";
  }
}
