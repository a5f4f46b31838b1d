package io.healing.api.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time in which nothing is changed automatically.
 *
 * @param from HH:MM, inclusive
 * @param to HH:MM, exclusive; earlier than {@code from} means past midnight
 * @param days the days on which it begins, 0 = Sunday to 6 = Saturday; empty means every day
 * @param zone the time zone, or null for the system's
 */
public record MaintenanceWindow(
    @NotNull
        @Pattern(regexp = MaintenanceWindow.TIME, message = "must be a time HH:MM, 00:00 to 23:59")
        String from,
    @NotNull
        @Pattern(regexp = MaintenanceWindow.TIME, message = "must be a time HH:MM, 00:00 to 23:59")
        String to,
    List<@Min(0) @Max(6) Integer> days,
    @Nullable String zone) {
  private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

  /** Copies the days. */
  public MaintenanceWindow {
    days = List.copyOf(days);
  }

  /** Night from 00:00 to 00:01, the form that a file's values are laid over. */
  public static MaintenanceWindow defaults() {
    return new MaintenanceWindow("00:00", "00:01", List.of(), null);
  }
}
