package io.healing.api.review;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * When a job is reviewed; used in the {@linkplain HealingMode#PROACTIVE proactive} mode.
 *
 * @param frequency what makes a review due; default {@code daily}
 * @param time local time of daily, weekly and monthly reviews as {@code HH:MM}, 00:00 to 23:59;
 *     default {@code 03:00}
 * @param day weekday of weekly reviews, 0 = Sunday to 6 = Saturday; default 1
 * @param dayOfMonth day of monthly reviews, 1 to 28; default 1
 * @param minRuns how many runs must have ended since the last review before the calendar starts
 *     another one, 0 or more; default 5
 * @param zone time zone of {@code time}, such as {@code Europe/Lisbon}; default null, the system's
 */
public record ReviewScheduleConfig(
    @NotNull ReviewFrequency frequency,
    @NotNull
        @Pattern(
            regexp = "([01][0-9]|2[0-3]):[0-5][0-9]",
            message = "must be a time HH:MM from 00:00 to 23:59")
        String time,
    @Min(0) @Max(6) int day,
    @Min(1) @Max(28) int dayOfMonth,
    @PositiveOrZero int minRuns,
    @Size(min = 1) @Nullable String zone) {

  /**
   * A review every day at 03:00 of the system's zone, after at least five runs.
   *
   * @return the defaults
   */
  public static ReviewScheduleConfig defaults() {
    return new ReviewScheduleConfig(ReviewFrequency.DAILY, "03:00", 1, 1, 5, null);
  }

  /**
   * Replaces the frequency.
   *
   * @param value what makes a review due
   * @return the changed copy
   */
  public ReviewScheduleConfig withFrequency(ReviewFrequency value) {
    return new ReviewScheduleConfig(value, time, day, dayOfMonth, minRuns, zone);
  }

  /**
   * Replaces the time of day.
   *
   * @param value local time as {@code HH:MM}
   * @return the changed copy
   */
  public ReviewScheduleConfig withTime(String value) {
    return new ReviewScheduleConfig(frequency, value, day, dayOfMonth, minRuns, zone);
  }

  /**
   * Replaces the weekday.
   *
   * @param value 0 = Sunday to 6 = Saturday
   * @return the changed copy
   */
  public ReviewScheduleConfig withDay(int value) {
    return new ReviewScheduleConfig(frequency, time, value, dayOfMonth, minRuns, zone);
  }

  /**
   * Replaces the day of the month.
   *
   * @param value 1 to 28
   * @return the changed copy
   */
  public ReviewScheduleConfig withDayOfMonth(int value) {
    return new ReviewScheduleConfig(frequency, time, day, value, minRuns, zone);
  }

  /**
   * Replaces the least number of runs.
   *
   * @param value 0 or more
   * @return the changed copy
   */
  public ReviewScheduleConfig withMinRuns(int value) {
    return new ReviewScheduleConfig(frequency, time, day, dayOfMonth, value, zone);
  }

  /**
   * Replaces the time zone.
   *
   * @param value a zone id, or null for the system's zone
   * @return the changed copy
   */
  public ReviewScheduleConfig withZone(@Nullable String value) {
    return new ReviewScheduleConfig(frequency, time, day, dayOfMonth, minRuns, value);
  }
}
