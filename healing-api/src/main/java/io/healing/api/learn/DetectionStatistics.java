package io.healing.api.learn;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found. Times and kinds are those of the newest 1,000 incidents at most.
 *
 * @param incidents how many were first seen in the last 30 days
 * @param newest of how many of these, the newest, the time to detection and the kinds are; fewer
 *     than {@code incidents} where there were more than 1,000
 * @param errorsPerHour how many were first seen in an hour, over the last 24 hours, or since the
 *     start where that is less; over an hour at least
 * @param meanTimeToDetection from the end of the run that went wrong, or of other troubles from the
 *     first look that a monitor was suspicious at, to the detection, over the last 30 days; null
 *     where there is none of either. A trouble whose beginning nobody knows does not count
 * @param byErrorType how many of the newest by the word of their type
 * @param bySeverity how many of the newest by the word of their severity
 */
public record DetectionStatistics(
    int incidents,
    int newest,
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
