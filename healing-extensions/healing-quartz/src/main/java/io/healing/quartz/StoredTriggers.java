package io.healing.quartz;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;

/**
 * All jobs of a JDBC store with their triggers, read by one statement however many they are. The
 * scheduler itself would ask the database several times for each job.
 */
final class StoredTriggers {
  private static final String COLUMNS =
      "SELECT J.JOB_GROUP, J.JOB_NAME, T.TRIGGER_GROUP, T.TRIGGER_NAME, T.TRIGGER_STATE,"
          + " T.TRIGGER_TYPE, T.NEXT_FIRE_TIME, T.PREV_FIRE_TIME, T.START_TIME, T.END_TIME,"
          + " S.REPEAT_COUNT, S.REPEAT_INTERVAL, S.TIMES_TRIGGERED,"
          + " C.CRON_EXPRESSION, C.TIME_ZONE_ID, P.STR_PROP_1, P.STR_PROP_2, P.STR_PROP_3,"
          + " P.INT_PROP_1, P.INT_PROP_2, P.LONG_PROP_1";

  private final Scheduler scheduler;
  private final Tables tables;

  /** The triggers of one job, as soon as they are asked for. */
  interface Answer {
    /**
     * Those that Healing did not make itself.
     *
     * @throws SchedulerException when they cannot be read
     */
    List<Standings.Held> triggers() throws SchedulerException;
  }

  StoredTriggers(Scheduler scheduler, Tables tables) {
    this.scheduler = scheduler;
    this.tables = tables;
  }

  private record Line(JobKey job, StoredTrigger trigger) {}

  /** Every job that the store has, in the order of their names. */
  Map<JobKey, Answer> all() {
    Map<JobKey, List<StoredTrigger>> rows = new LinkedHashMap<>();
    for (Line line : lines()) {
      List<StoredTrigger> its = rows.computeIfAbsent(line.job(), job -> new ArrayList<>());
      if (!line.trigger().group().isEmpty() && !line.trigger().group().equals(JobNames.OURS)) {
        its.add(line.trigger());
      }
    }
    Map<JobKey, Answer> all = new LinkedHashMap<>();
    rows.forEach((job, its) -> all.put(job, () -> read(its)));
    return all;
  }

  private List<Line> lines() {
    String sql =
        COLUMNS
            + (" FROM " + tables.table("JOB_DETAILS") + " J LEFT JOIN " + tables.table("TRIGGERS"))
            + " T ON T.SCHED_NAME = J.SCHED_NAME AND T.JOB_GROUP = J.JOB_GROUP"
            + " AND T.JOB_NAME = J.JOB_NAME"
            + joined("SIMPLE_TRIGGERS", "S")
            + joined("CRON_TRIGGERS", "C")
            + joined("SIMPROP_TRIGGERS", "P")
            + " WHERE J.SCHED_NAME = ? ORDER BY J.JOB_GROUP, J.JOB_NAME";
    return tables.on(connection -> tables.list(connection, sql, StoredTriggers::line));
  }

  private String joined(String table, String as) {
    return " LEFT JOIN "
        + tables.table(table)
        + " X ON X.SCHED_NAME = T.SCHED_NAME AND X.TRIGGER_GROUP = T.TRIGGER_GROUP".replace("X", as)
        + " AND X.TRIGGER_NAME = T.TRIGGER_NAME".replace("X", as);
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        JobKey.jobKey(row.getString(2), row.getString(1)),
        new StoredTrigger(
            text(row, 3),
            text(row, 4),
            text(row, 5),
            text(row, 6),
            new StoredTrigger.Times(
                row.getLong(7), row.getLong(8), row.getLong(9), row.getLong(10)),
            new StoredTrigger.Simple(number(row, 11), number(row, 12), row.getInt(13)),
            new StoredTrigger.Cron(text(row, 14), text(row, 15)),
            new StoredTrigger.Properties(
                List.of(text(row, 16), text(row, 17), text(row, 18)),
                row.getInt(19),
                row.getInt(20),
                row.getLong(21))));
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  /** One that is missing is no zero. */
  private static long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? StoredTrigger.MISSING : number;
  }

  private List<Standings.Held> read(List<StoredTrigger> rows) throws SchedulerException {
    List<Standings.Held> held = new ArrayList<>(rows.size());
    for (StoredTrigger row : rows) {
      if (row.isPlain()) {
        held.add(row.held());
      } else {
        asked(row).ifPresent(held::add);
      }
    }
    return held;
  }

  /** One of a kind that only the program knows; empty when it is gone since. */
  private Optional<Standings.Held> asked(StoredTrigger row) throws SchedulerException {
    TriggerKey key = TriggerKey.triggerKey(row.name(), row.group());
    return Optional.ofNullable(scheduler.getTrigger(key))
        .map(trigger -> new Standings.Held(trigger, row.standsIn()));
  }
}
