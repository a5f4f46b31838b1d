package io.healing.core.decide;

import io.healing.api.config.MaintenanceWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Windows in which nothing is changed. They are read off the wall: whatever the clock on the wall
 * shows decides, so a doubled hour lies wholly within or without and a skipped one never comes. A
 * window whose ends are equal lasts a whole day.
 */
final class Maintenance {
  private static final int DAYS_A_WEEK = 7;
  private static final Duration LEAST_WAIT = Duration.ofMinutes(1);

  private Maintenance() {}

  /**
   * The first window in which the moment lies. What the clock on the wall of the window's zone
   * shows decides: {@code from} is within, {@code to} is not, a window past midnight belongs to the
   * day on which it begins, and one whose ends are equal lasts a whole day.
   */
  static Optional<MaintenanceWindow> window(List<MaintenanceWindow> windows, Instant at) {
    return windows.stream().filter(window -> holds(window, at)).findFirst();
  }

  /** How long the window lasts yet; at least a minute. */
  static Duration rest(MaintenanceWindow window, Instant at) {
    ZonedDateTime wall = at.atZone(zone(window));
    LocalTime to = LocalTime.parse(window.to());
    LocalDate day = wall.toLocalTime().isBefore(to) ? date(wall) : date(wall).plusDays(1);
    Instant end = day.atTime(to).atZone(zone(window)).withLaterOffsetAtOverlap().toInstant();
    Duration rest = Duration.between(at, end);
    return rest.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : rest;
  }

  private static boolean holds(MaintenanceWindow window, Instant at) {
    ZonedDateTime wall = at.atZone(zone(window));
    LocalTime time = wall.toLocalTime();
    LocalTime from = LocalTime.parse(window.from());
    LocalTime to = LocalTime.parse(window.to());
    if (from.isBefore(to)) {
      return on(window, date(wall)) && !time.isBefore(from) && time.isBefore(to);
    }
    boolean begunToday = on(window, date(wall)) && !time.isBefore(from);
    boolean begunYesterday = on(window, date(wall).minusDays(1)) && time.isBefore(to);
    return begunToday || begunYesterday;
  }

  private static LocalDate date(ZonedDateTime wall) {
    return wall.toLocalDate();
  }

  private static boolean on(MaintenanceWindow window, LocalDate day) {
    int number = day.getDayOfWeek().getValue() % DAYS_A_WEEK;
    return window.days().isEmpty() || window.days().contains(number);
  }

  private static ZoneId zone(MaintenanceWindow window) {
    String zone = window.zone();
    return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
  }
}
