package io.healing.core.job;

import io.healing.api.job.JobStanding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The next start that a job's runner promised. It is kept when a start is seen, or when the runner
 * says that it started the job since, in whichever process. Only then the next promise counts: a
 * runner that moves on without starting the job has passed a start over, and that is owed. Times
 * are milliseconds since 1970.
 */
final class Promise {
  private static final long NONE = Long.MAX_VALUE;

  private long awaited = NONE;

  /** Takes what the runner says now, when it was last seen to start and what time it is. */
  void told(JobStanding standing, long lastStart, long now) {
    long next = millis(standing.next());
    long started =
        Math.max(lastStart, standing.previous() == null ? 0 : millis(standing.previous()));
    if (awaited == NONE || awaited > now || next == NONE || kept(started)) {
      awaited = next;
    }
  }

  /** The moment at which a start was promised, or {@link #NONE}. */
  long awaited() {
    return awaited;
  }

  /** The moment that is owed now, or {@link Timetable#NEVER}. */
  long owed(long lastStart, long now) {
    return awaited <= now && !kept(lastStart) ? awaited : Timetable.NEVER;
  }

  private boolean kept(long started) {
    return started >= awaited - Starts.TOLERANCE;
  }

  private static long millis(@Nullable Instant moment) {
    return moment == null ? NONE : moment.toEpochMilli();
  }
}
