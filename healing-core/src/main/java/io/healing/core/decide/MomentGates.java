package io.healing.core.decide;

import io.healing.api.decide.BlockReason;
import io.healing.api.detect.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether now is the moment. */
final class MomentGates {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration SLOWLY = Duration.ofMinutes(1);

  static final List<Gate> IN_ORDER =
      List.of(
          new Gate(
              BlockReason.OFF,
              Gate.UNATTENDED,
              view -> Gate.when(!view.root().enabled(), "self_healing.enabled is false"),
              Gate.again(SLOWLY)),
          new Gate(BlockReason.EXPIRED, Gate.ALONE_OR_APPROVED, MomentGates::expired, Gate.IGNORE),
          new Gate(BlockReason.CLEAR, Gate.REACTIVE, MomentGates::over, Gate.IGNORE),
          new Gate(
              BlockReason.CLEAR,
              Gate.REACTIVE,
              MomentGates::clear,
              Gate.again(view -> view.limits().settleTime())),
          fact(BlockReason.RETRY_PENDING, Gate.again(SLOWLY), Gate.REACTIVE),
          fact(BlockReason.BUSY, Gate.again(SOON), Gate.EVERYBODY),
          fact(BlockReason.STORE_NOT_WRITABLE, Gate.again(SLOWLY), Gate.EVERYBODY),
          fact(BlockReason.PAUSED, Gate.again(SLOWLY), Gate.UNATTENDED),
          new Gate(
              BlockReason.MAINTENANCE,
              Gate.UNATTENDED,
              MomentGates::maintenance,
              Gate.again(MomentGates::restOfMaintenance)),
          fact(
              BlockReason.STORM,
              Gate.again(view -> view.limits().settleTime()),
              Gate.ALONE_OR_APPROVED));

  private MomentGates() {}

  private static Gate fact(BlockReason reason, Gate.Answer answer, Set<Deciding.Asked> holdsFor) {
    return new Gate(reason, holdsFor, Gate.fact(reason), answer);
  }

  private static Optional<String> expired(View view) {
    return Optional.ofNullable(view.wish().expiresAt())
        .filter(end -> !view.now().isBefore(end))
        .map(end -> "at " + end);
  }

  private static Optional<String> over(View view) {
    return Optional.ofNullable(view.question().incident())
        .filter(Incident::ended)
        .map(incident -> incident.id() + " has ended");
  }

  private static Optional<String> clear(View view) {
    Incident incident = view.question().incident();
    Instant since = incident == null ? null : incident.clearSince();
    return Optional.ofNullable(since).map(at -> "clear since " + at);
  }

  private static Optional<String> maintenance(View view) {
    return Maintenance.window(view.root().maintenance(), view.now())
        .map(window -> window.from() + " to " + window.to());
  }

  private static Duration restOfMaintenance(View view) {
    return Maintenance.window(view.root().maintenance(), view.now())
        .map(window -> Maintenance.rest(window, view.now()))
        .orElse(SLOWLY);
  }
}
