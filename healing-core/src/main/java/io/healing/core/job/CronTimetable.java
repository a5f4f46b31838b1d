package io.healing.core.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression in a zone. A local time that the clocks skip is taken at the first valid
 * instant after it; one that comes twice is taken the first time.
 */
record CronTimetable(CronFields fields, ZoneId zone) implements Timetable {
  /** 29 February may be eight years away. */
  private static final int DAYS = 366 * 8;

  private static final int LAST_MINUTE = 24 * 60 - 1;

  @Override
  public long latest(long millis) {
    LocalDateTime from = passed(Instant.ofEpochMilli(millis));
    LocalDate date = from.toLocalDate();
    int minute = minute(from);
    for (int day = 0; day < DAYS; day++) {
      int found = fields.on(date) ? fields.minuteUpTo(minute) : -1;
      if (found >= 0) {
        return instant(at(date, found));
      }
      date = date.minusDays(1);
      minute = LAST_MINUTE;
    }
    return NEVER;
  }

  @Override
  public long next(long millis) {
    LocalDateTime from = passed(Instant.ofEpochMilli(millis)).plusMinutes(1);
    LocalDate date = from.toLocalDate();
    int minute = minute(from);
    for (int day = 0; day < DAYS; day++) {
      int found = fields.on(date) ? fields.minuteFrom(minute) : -1;
      if (found >= 0) {
        return instant(at(date, found));
      }
      date = date.plusDays(1);
      minute = 0;
    }
    return NO_MORE;
  }

  private static int minute(LocalDateTime time) {
    return time.getHour() * 60 + time.getMinute();
  }

  private static LocalDateTime at(LocalDate date, int minute) {
    return date.atTime(LocalTime.of(minute / 60, minute % 60));
  }

  /** The last local minute whose first coming is not after this instant. */
  private LocalDateTime passed(Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, zone).truncatedTo(ChronoUnit.MINUTES);
    @Nullable ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change != null && !instant.isBefore(change.getInstant())) {
      return change.getDateTimeBefore().minusMinutes(1);
    }
    return local;
  }

  private long instant(LocalDateTime local) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    Instant at =
        offsets.isEmpty()
            ? zone.getRules().getTransition(local).getInstant()
            : local.toInstant(offsets.get(0));
    return at.toEpochMilli();
  }
}
