package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.healing.api.Options;
import io.healing.api.PluginOption;
import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.RunnerName;
import io.healing.dbscheduler.Faults.Noticed;
import io.healing.dbscheduler.Table.Due;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the scheduler's own threads noticed, each for a while, and what its table shows:
 * executions that nobody takes, that nobody knows, that fail on and on, whose process may be
 * thought dead, or gives no sign of life. Times in the table may be those of another process's
 * clock, so no bound on them is below three minutes.
 */
final class ExecutionMonitor implements Monitor {
  private static final String HOLD = "hold";
  private static final String WAITING = "waiting_after";
  private static final String UNRESOLVED = "unresolved_after";
  private static final String FAILING = "failing_after";
  private static final String RUNAWAY = "runaway_failures";
  private static final String HEARTBEAT = "heartbeat_interval";
  private static final String MISSED = "missed_heartbeats";
  private static final int SEVERAL = 3;
  private static final int FEWEST_MISSED = 4;

  private final RunnerName named;
  private final FaultWords words;
  private final Table table;
  private final Faults faults;
  private final Orphans orphans;
  private final Map<Faults.Key, Held> held = new LinkedHashMap<>();
  private final Map<String, Instant> failingSince = new HashMap<>();
  private @Nullable Ours ours;

  private record Held(Noticed noticed, Instant until) {}

  private record Ours(Throwable thrown, Instant until) {}

  ExecutionMonitor(RunnerName named, Table table, DbSchedulerHook hook) {
    this.named = named;
    words = new FaultWords(named);
    this.table = table;
    faults = hook.faults();
    orphans = new Orphans(hook.rhythm());
  }

  @Override
  public String id() {
    return named.plugin() + ".executions";
  }

  /**
   * What db-scheduler itself does where nothing is said to its builder is the standard of its
   * heartbeats; it takes no fewer missed ones than four.
   */
  @Override
  public List<PluginOption> options() {
    Duration day = Duration.ofDays(1);
    Duration skew = Duration.ofMinutes(3);
    Duration heartbeat = SchedulerBuilder.DEFAULT_HEARTBEAT_INTERVAL;
    int missed = SchedulerBuilder.DEFAULT_MISSED_HEARTBEATS_LIMIT;
    return List.of(
        PluginOption.duration(HOLD, Duration.ofMinutes(10), Duration.ofSeconds(1), day),
        PluginOption.duration(WAITING, Duration.ofMinutes(5), skew, day),
        PluginOption.duration(UNRESOLVED, Duration.ofMinutes(15), skew, Duration.ofDays(30)),
        PluginOption.duration(FAILING, Duration.ofHours(1), Duration.ZERO, Duration.ofDays(30)),
        PluginOption.integer(RUNAWAY, 20, SEVERAL, 1_000_000),
        PluginOption.duration(HEARTBEAT, heartbeat, Duration.ofSeconds(1), day),
        PluginOption.integer(MISSED, missed, FEWEST_MISSED, 1_000));
  }

  @Override
  public synchronized Observation check(MonitorRequest request) {
    Observation.Builder said = Observation.builder();
    said.clear(words.component()).clear(words.adapter());
    tellNoticed(said, request.now(), request.options().duration(HOLD));
    table.stale().stream()
        .filter(one -> KnownTasks.isJob(one.getTaskInstance().getTaskName()))
        .forEach(one -> said.finding(words.stale(one)));
    tellTable(said, request);
    return said.build();
  }

  private void tellTable(Observation.Builder said, MonitorRequest request) {
    List<Subject> jobs = request.jobsOf(words.runner());
    try {
      tellDue(said, request.options());
      tellFailing(said, request.now(), request.options());
      tellOrphans(said, request.now(), request.options());
      jobs.forEach(said::clear);
    } catch (RuntimeException e) {
      if (!(e.getCause() instanceof SQLException cause)) {
        throw e;
      }
      said.finding(words.unread(cause));
      jobs.forEach(job -> said.noData(job, "the scheduler's table could not be read"));
    }
  }

  private void tellNoticed(Observation.Builder said, Instant now, Duration hold) {
    held.values().removeIf(old -> !now.isBefore(old.until()));
    faults.takeMadeUp().forEach(job -> held.remove(new Faults.Key(Faults.Kind.DEAD, job)));
    for (Noticed more : faults.take()) {
      Held before = held.get(more.key());
      Noticed all = before == null ? more : before.noticed().and(more);
      held.put(more.key(), new Held(all, now.plus(hold)));
    }
    held.values().forEach(one -> said.finding(words.noticed(one.noticed())));
    Throwable thrown = faults.takeOurs();
    if (thrown != null) {
      ours = new Ours(thrown, now.plus(hold));
    }
    Ours last = ours;
    if (last != null && now.isBefore(last.until())) {
      said.finding(words.ours(last.thrown()));
    }
  }

  private void tellDue(Observation.Builder said, Options options) {
    Table.Sample sample = table.look();
    if (!late(sample.resolved(), sample.now(), options.duration(WAITING)).isEmpty()) {
      said.finding(words.waiting(sample.resolved(), sample.now(), table.busy(), table.asleep()));
    }
    late(sample.unresolved(), sample.now(), options.duration(UNRESOLVED)).stream()
        .collect(Collectors.groupingBy(Due::job, LinkedHashMap::new, Collectors.toList()))
        .forEach((job, rows) -> said.finding(unresolved(job, rows, sample.now())));
  }

  private static List<Due> late(List<Due> due, Instant now, Duration after) {
    return due.stream().filter(one -> one.time().plus(after).isBefore(now)).toList();
  }

  private Finding unresolved(String job, List<Due> rows, Instant now) {
    Finding finding = words.unresolved(job, rows, now);
    return rows.size() == 1
        ? Wish.tell(finding, named, rows.get(0).instance(), rows.get(0).time())
        : finding;
  }

  private void tellFailing(Observation.Builder said, Instant now, Options options) {
    List<TaskRows> failing = table.failing(SEVERAL);
    failingSince.keySet().retainAll(failing.stream().map(TaskRows::task).toList());
    for (TaskRows task : failing) {
      Instant since = failingSince.computeIfAbsent(task.task(), first -> now);
      if (!since.plus(options.duration(FAILING)).isAfter(now)) {
        Finding finding = words.failing(task, Duration.between(since, now));
        boolean runaway = task.mostInARow() >= options.integer(RUNAWAY);
        said.finding(runaway ? cancellable(finding, task.task()) : finding);
      }
    }
  }

  private void tellOrphans(Observation.Builder said, Instant now, Options options) {
    Orphans.Patience patience =
        new Orphans.Patience(options.duration(HEARTBEAT), options.integer(MISSED));
    orphans.look(table.picked(), now, patience, table.keepsHouse()).stream()
        .collect(
            Collectors.groupingBy(one -> one.row().job(), LinkedHashMap::new, Collectors.toList()))
        .forEach((job, rows) -> said.finding(OrphanWords.orphaned(job, rows, now)));
  }

  /** The execution of a recurring task is never taken away: the task would end with it. */
  private Finding cancellable(Finding finding, String job) {
    return table
        .onlyFailing(job)
        .filter(row -> !row.getTaskInstance().getId().equals(RecurringTask.INSTANCE))
        .map(row -> tell(finding, row))
        .orElse(finding);
  }

  private Finding tell(Finding finding, ScheduledExecution<Object> row) {
    return Wish.tell(finding, named, row.getTaskInstance().getId(), row.getExecutionTime());
  }
}
