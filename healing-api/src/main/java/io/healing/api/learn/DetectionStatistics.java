package io.healing.api.learn;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found. Of the newest 1,000 incidents only.
 *
 * @param incidents how many were first seen in the last 30 days
 * @param errorsPerHour how many were first seen in an hour, over the last 24 hours, or since the
 *     start where that is less; over an hour at least
 * @param meanTimeToDetection from the end of the run that went wrong to its detection, over the
 *     last 30 days; null where no incident came from a run. A trouble whose beginning nobody knows
 *     does not count
 * @param byErrorType how many of the last 30 days by the word of their type
 * @param bySeverity how many of the last 30 days by the word of their severity
 */
public record DetectionStatistics(
    int incidents,
    double errorsPerHour,
    @Nullable Duration meanTimeToDetection,
    Map<String, Integer> byErrorType,
    Map<String, Integer> bySeverity) {

  /** Copies the maps. */
  public DetectionStatistics {
    byErrorType = Map.copyOf(byErrorType);
    bySeverity = Map.copyOf(bySeverity);
  }
}
