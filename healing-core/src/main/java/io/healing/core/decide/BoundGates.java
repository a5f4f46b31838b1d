package io.healing.core.decide;

import io.healing.api.config.LimitsConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.store.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What bounds the number of changes: for one incident's key, and over all subjects. */
final class BoundGates {
  static final List<Gate> GIVEN_UP =
      List.of(
          new Gate(
              BlockReason.BREAKER_OPEN, Gate.ALONE, BoundGates::breakerOpen, BoundGates::stopped),
          new Gate(BlockReason.ATTEMPTS_USED, Gate.ALONE, BoundGates::attemptsUsed, Gate.ESCALATE));

  static final List<Gate> COOLING =
      List.of(
          new Gate(
              BlockReason.COOL_DOWN,
              Gate.ALONE,
              BoundGates::coolingDown,
              Gate.again(BoundGates::restOfCoolDown)));

  static final List<Gate> OVER_ALL =
      List.of(
          new Gate(
              BlockReason.RATE_LIMIT,
              Gate.ALONE_OR_APPROVED,
              BoundGates::tooMany,
              Gate.again(View::untilOneIsForgotten)),
          new Gate(
              BlockReason.BLAST_RADIUS,
              Gate.ALONE_OR_APPROVED,
              BoundGates::tooWide,
              Gate.again(View::untilOneIsForgotten)));

  private BoundGates() {}

  private static Optional<String> breakerOpen(View view) {
    Instant opened = view.counter().breakerOpenedAt();
    if (opened == null) {
      return Optional.empty();
    }
    Instant halfOpen = opened.plus(view.limits().breakerHalfOpen());
    int inARow = view.counter().failuresInARow();
    return Gate.when(
        view.now().isBefore(halfOpen), inARow + " in a row did not help; next try at " + halfOpen);
  }

  private static Decision stopped(BlockReason reason, String detail, View view) {
    Gate.Answer answer = view.root().recovery().circuitBreakerEnabled() ? Gate.ESCALATE : Gate.ASK;
    return answer.give(reason, detail, view);
  }

  private static Optional<String> attemptsUsed(View view) {
    int used = view.counter().attempts();
    return Gate.when(used >= view.mostAttempts(), used + " of " + view.mostAttempts());
  }

  private static Optional<String> coolingDown(View view) {
    Counter counter = view.counter();
    return Optional.ofNullable(counter.coolDownUntil())
        .filter(view.now()::isBefore)
        .map(
            until ->
                "attempt "
                    + counter.attempts()
                    + " was at "
                    + counter.lastAttemptAt()
                    + "; next at "
                    + until);
  }

  private static Duration restOfCoolDown(View view) {
    return Optional.ofNullable(view.counter().coolDownUntil())
        .map(until -> Duration.between(view.now(), until))
        .orElse(Duration.ZERO);
  }

  private static Optional<String> tooMany(View view) {
    int done = view.lastHour().size();
    int most = view.limits().actionsPerHour();
    return Gate.when(done >= most, done + " in the last hour, actions_per_hour is " + most);
  }

  /** With few subjects a share says little, with many a number: both bounds must be passed. */
  private static Optional<String> tooWide(View view) {
    Set<String> changed = new HashSet<>();
    view.lastHour().forEach(head -> changed.add(head.subject().name()));
    changed.add(view.question().subject().name());
    LimitsConfig limits = view.limits();
    double percent = 100.0 * changed.size() / view.question().lately().subjects();
    boolean wide =
        changed.size() > limits.blastRadiusSubjects() && percent > limits.blastRadiusPercent();
    return Gate.when(
        wide,
        "with this one "
            + changed.size()
            + " of "
            + view.question().lately().subjects()
            + ", at most "
            + limits.blastRadiusSubjects()
            + " or "
            + limits.blastRadiusPercent()
            + " %");
  }
}
