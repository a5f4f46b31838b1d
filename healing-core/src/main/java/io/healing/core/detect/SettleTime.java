package io.healing.core.detect;

import io.healing.api.Subject;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.IncidentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How long an incident must be clear before it is over. */
final class SettleTime {
  private static final int LOOKS = 2;

  private final Duration least;
  private final Map<String, Duration> intervals;

  /**
   * With what the room is told.
   *
   * @param least zero or more
   * @param intervals how often each monitor looks, by its id
   */
  SettleTime(Duration least, Map<String, Duration> intervals) {
    this.least = least;
    this.intervals = Map.copyOf(intervals);
  }

  /** How an incident ends now; null while it does not. */
  @Nullable IncidentEnd end(Incident incident, Instant now, Predicate<Subject> exists) {
    if (!exists.test(incident.subject())) {
      return IncidentEnd.GONE;
    }
    Instant clear = incident.clearSince();
    if (clear == null || incident.state() == IncidentState.VERIFYING) {
      return null;
    }
    return now.isBefore(clear.plus(of(incident))) ? null : IncidentEnd.RECOVERED;
  }

  private Duration of(Incident incident) {
    Duration looks = intervals.getOrDefault(incident.monitor(), Duration.ZERO).multipliedBy(LOOKS);
    return looks.compareTo(least) > 0 ? looks : least;
  }
}
