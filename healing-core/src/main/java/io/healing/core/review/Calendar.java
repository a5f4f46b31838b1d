package io.healing.core.review;

import io.healing.api.review.ReviewScheduleConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * The due times of a schedule. A local time that the clocks skip is due at the next valid instant,
 * one that they show twice is due the first time only.
 */
final class Calendar {
  private static final int DAYS_A_WEEK = 7;

  private final ReviewScheduleConfig schedule;
  private final ZoneId zone;

  Calendar(ReviewScheduleConfig schedule) {
    this.schedule = schedule;
    this.zone = zone(schedule);
  }

  private static ZoneId zone(ReviewScheduleConfig schedule) {
    String zone = schedule.zone();
    return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
  }

  /** The newest due time at or before the moment; empty where nothing is due by the calendar. */
  Optional<Instant> latest(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return switch (schedule.frequency()) {
      case HOURLY -> Optional.of(fullHour(now));
      case DAILY -> Optional.of(orBefore(now, today, today.minusDays(1)));
      case WEEKLY -> Optional.of(weekly(now, today));
      case MONTHLY -> Optional.of(monthly(now, today));
      case MANUAL, ON_FAILURE, ON_SLA_BREACH -> Optional.empty();
    };
  }

  /** Whether the moment lies on the same day of the schedule's zone, or before it. */
  boolean onOrBeforeTheDayOf(Instant moment, Instant day) {
    return !date(moment).isAfter(date(day));
  }

  private LocalDate date(Instant moment) {
    return moment.atZone(zone).toLocalDate();
  }

  private Instant fullHour(Instant now) {
    return now.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
  }

  private Instant weekly(Instant now, LocalDate today) {
    int weekday = today.getDayOfWeek().getValue() % DAYS_A_WEEK;
    LocalDate day = today.minusDays(Math.floorMod(weekday - schedule.day(), DAYS_A_WEEK));
    return orBefore(now, day, day.minusDays(DAYS_A_WEEK));
  }

  private Instant monthly(Instant now, LocalDate today) {
    LocalDate day = today.withDayOfMonth(schedule.dayOfMonth());
    return orBefore(now, day, day.minusMonths(1));
  }

  private Instant orBefore(Instant now, LocalDate day, LocalDate before) {
    Instant due = at(day);
    return due.isAfter(now) ? at(before) : due;
  }

  private Instant at(LocalDate day) {
    LocalDateTime local = day.atTime(LocalTime.parse(schedule.time()));
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition change = rules.getTransition(local);
    return change != null && change.isGap()
        ? change.getInstant()
        : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }
}
