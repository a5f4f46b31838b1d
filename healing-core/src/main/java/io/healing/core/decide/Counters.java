package io.healing.core.decide;

import io.healing.api.act.VerificationState;
import io.healing.api.config.LimitsConfig;
import io.healing.api.store.Counter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the counters of an incident's key move. */
final class Counters {
  /** At most this share of the wait is added, so that many do not come back at one moment. */
  private static final double JITTER = 0.1;

  /** Doubling more often than this passes every bound. */
  private static final int MOST_DOUBLINGS = 40;

  private final LimitsConfig limits;

  Counters(LimitsConfig limits) {
    this.limits = limits;
  }

  Counter attempted(Counter counter, Instant at, double jitter) {
    Instant until = at.plus(wait(counter.attempts(), jitter));
    return new Counter(
        counter.key(),
        counter.attempts() + 1,
        counter.failuresInARow(),
        at,
        until,
        counter.breakerOpenedAt());
  }

  private Duration wait(int attemptsBefore, double jitter) {
    double most = limits.coolDownMax().toMillis();
    double doubled =
        limits.coolDown().toMillis() * Math.pow(2, Math.min(attemptsBefore, MOST_DOUBLINGS));
    double bounded = Math.min(doubled, most);
    double spread = bounded * JITTER * Math.min(1, Math.max(0, jitter));
    return Duration.ofMillis(Math.round(Math.min(bounded + spread, most)));
  }

  Counter judged(Counter counter, VerificationState state, Instant at) {
    return switch (state) {
      case VERIFIED -> helped(counter);
      case INEFFECTIVE, INCONCLUSIVE -> didNotHelp(counter, at);
      case PENDING, NONE, UNKNOWN -> counter;
    };
  }

  /** The cool-down stays, so that what comes and goes is not mended over and over. */
  private static Counter helped(Counter counter) {
    return new Counter(counter.key(), 0, 0, counter.lastAttemptAt(), counter.coolDownUntil(), null);
  }

  private Counter didNotHelp(Counter counter, Instant at) {
    int inARow = counter.failuresInARow() + 1;
    Instant opened = inARow >= limits.breakerFailures() ? at : null;
    return new Counter(
        counter.key(),
        counter.attempts(),
        inARow,
        counter.lastAttemptAt(),
        counter.coolDownUntil(),
        opened);
  }

  /** Half open: the failures are kept, so that one more opens it again. */
  static Counter closedByHand(Counter counter) {
    @Nullable Instant last = counter.lastAttemptAt();
    return new Counter(counter.key(), 0, counter.failuresInARow(), last, null, null);
  }
}
