package io.healing.quartz;

import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quartz.CalendarIntervalScheduleBuilder;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.quartz.DailyTimeIntervalScheduleBuilder;
import org.quartz.DateBuilder.IntervalUnit;
import org.quartz.ScheduleBuilder;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TimeOfDay;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerBuilder;
import org.quartz.impl.triggers.DailyTimeIntervalTriggerImpl;
import org.quartz.impl.triggers.SimpleTriggerImpl;
import org.quartz.spi.OperableTrigger;

/**
 * A trigger as its plain columns are, without its data. What is no text is empty.
 *
 * @param group empty where the job has no trigger
 * @param state as in the column
 * @param kind as in the column TRIGGER_TYPE
 */
record StoredTrigger(
    String group,
    String name,
    String state,
    String kind,
    Times times,
    Simple simple,
    Cron cron,
    Properties properties) {
  /** A number that the row has not; no trigger repeats so seldom. */
  static final long MISSING = Long.MIN_VALUE;

  private static final Set<String> PLAIN = Set.of("SIMPLE", "CRON", "CAL_INT", "DAILY_I");

  /** Milliseconds since 1970; none is 0 or less. */
  record Times(long next, long previous, long start, long end) {}

  /** A trigger that repeats. */
  record Simple(long count, long interval, int fired) {}

  /** A trigger of a calendar. */
  record Cron(String expression, String zone) {}

  /** The columns that the other two kinds share. */
  record Properties(List<String> texts, int first, int second, long count) {}

  /** Whether all that makes it up is in these columns. */
  boolean isPlain() {
    return PLAIN.contains(kind);
  }

  /** As Quartz names the state; it tells ACQUIRED, too, as normal. */
  TriggerState standsIn() {
    return switch (state) {
      case "", "DELETED" -> TriggerState.NONE;
      case "COMPLETE" -> TriggerState.COMPLETE;
      case "PAUSED", "PAUSED_BLOCKED" -> TriggerState.PAUSED;
      case "ERROR" -> TriggerState.ERROR;
      case "BLOCKED" -> TriggerState.BLOCKED;
      default -> TriggerState.NORMAL;
    };
  }

  /**
   * The trigger itself.
   *
   * @throws SchedulerException when its columns make no trigger
   */
  Standings.Held held() throws SchedulerException {
    try {
      return new Standings.Held(built(), standsIn());
    } catch (ParseException | RuntimeException e) {
      throw new SchedulerException(
          "trigger " + group + "." + name + " makes no sense: " + e.getMessage(), e);
    }
  }

  private OperableTrigger built() throws ParseException {
    OperableTrigger trigger =
        (OperableTrigger)
            TriggerBuilder.newTrigger()
                .withIdentity(name, group)
                .startAt(Date.from(Instant.ofEpochMilli(times.start())))
                .endAt(date(times.end()))
                .withSchedule(schedule())
                .build();
    trigger.setNextFireTime(date(times.next()));
    trigger.setPreviousFireTime(date(times.previous()));
    fired(trigger);
    return trigger;
  }

  /** How often it fired tells whether it fires again. */
  private void fired(OperableTrigger trigger) {
    if (trigger instanceof SimpleTriggerImpl repeating) {
      repeating.setTimesTriggered(simple.fired());
    } else if (trigger instanceof DailyTimeIntervalTriggerImpl daily) {
      daily.setTimesTriggered(properties.second());
    }
  }

  private static @Nullable Date date(long millis) {
    return millis > 0 ? Date.from(Instant.ofEpochMilli(millis)) : null;
  }

  private ScheduleBuilder<?> schedule() throws ParseException {
    return switch (kind) {
      case "SIMPLE" -> repeating();
      case "CRON" -> calendar();
      case "CAL_INT" -> interval();
      default -> daily();
    };
  }

  private ScheduleBuilder<?> repeating() {
    if (simple.count() == MISSING) {
      throw new IllegalStateException("it has no row in SIMPLE_TRIGGERS");
    }
    return SimpleScheduleBuilder.simpleSchedule()
        .withRepeatCount(Math.toIntExact(simple.count()))
        .withIntervalInMilliseconds(simple.interval());
  }

  private ScheduleBuilder<?> calendar() throws ParseException {
    CronScheduleBuilder builder =
        CronScheduleBuilder.cronSchedule(new CronExpression(cron.expression()));
    return cron.zone().isEmpty() ? builder : builder.inTimeZone(TimeZone.getTimeZone(cron.zone()));
  }

  private ScheduleBuilder<?> interval() {
    CalendarIntervalScheduleBuilder builder =
        CalendarIntervalScheduleBuilder.calendarIntervalSchedule()
            .withInterval(properties.first(), unit());
    String zone = properties.texts().get(1);
    return zone.isEmpty() ? builder : builder.inTimeZone(TimeZone.getTimeZone(zone));
  }

  private IntervalUnit unit() {
    return IntervalUnit.valueOf(properties.texts().get(0));
  }

  private ScheduleBuilder<?> daily() {
    DailyTimeIntervalScheduleBuilder builder =
        DailyTimeIntervalScheduleBuilder.dailyTimeIntervalSchedule()
            .withInterval(properties.first(), unit())
            .withRepeatCount(Math.toIntExact(properties.count()));
    if (!properties.texts().get(1).isEmpty()) {
      builder.onDaysOfTheWeek(
          Arrays.stream(properties.texts().get(1).split(","))
              .map(Integer::valueOf)
              .collect(Collectors.toSet()));
    }
    hours(builder);
    return builder;
  }

  /** From and to, each as hour, minute and second. */
  private void hours(DailyTimeIntervalScheduleBuilder builder) {
    String text = properties.texts().get(2);
    if (!text.isEmpty()) {
      int[] parts = Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
      builder.startingDailyAt(new TimeOfDay(parts[0], parts[1], parts[2]));
      builder.endingDailyAt(new TimeOfDay(parts[3], parts[4], parts[5]));
    }
  }
}
