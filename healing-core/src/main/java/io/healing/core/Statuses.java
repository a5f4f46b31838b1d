package io.healing.core;

import io.healing.api.act.VerificationState;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobRun;
import io.healing.api.learn.Effectiveness;
import io.healing.api.learn.SystemStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Page;
import io.healing.api.store.StoreInfo;
import io.healing.core.learn.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of the whole at one moment. */
final class Statuses {
  private static final Duration LATELY = Duration.ofDays(30);
  private static final int NEWEST = 1_000;

  private final HealingStore store;
  private final Instant now;

  Statuses(HealingStore store, Instant now) {
    this.store = store;
    this.now = now;
  }

  static SystemStatus of(Rooms rooms, boolean running, @Nullable Instant since, boolean looked) {
    Standing standing =
        new Statuses(rooms.store(), rooms.now())
            .standing(running, since, looked, rooms.jobs().size());
    return rooms.learning().status(standing.withEventsDropped(rooms.jobs().dropped()));
  }

  Standing standing(boolean running, @Nullable Instant since, boolean looked, int jobs) {
    return new Standing(
        running,
        since,
        looked,
        jobs,
        store.incidents().active(),
        store.incidents().endedSince(now.minus(LATELY)),
        store.incidents().page(Page.newest(NEWEST)),
        store.incidents()::seenSince,
        this::began,
        store.suggestions().pending(),
        new Pause(store).reason().orElse(null),
        observeOnly(store.info()),
        0,
        outcomes());
  }

  /** As the insights count them: of the newest actions, also what could not be made. */
  private List<Effectiveness> outcomes() {
    return store.actions().page(Page.newest(NEWEST)).stream()
        .flatMap(entry -> Trials.outcome(entry).map(state -> outcome(entry, state)).stream())
        .toList();
  }

  private static Effectiveness outcome(ActionEntry entry, VerificationState state) {
    return new Effectiveness(
        "",
        entry.row().actionType(),
        state == VerificationState.VERIFIED ? 1 : 0,
        state == VerificationState.INEFFECTIVE ? 1 : 0,
        state == VerificationState.INCONCLUSIVE ? 1 : 0);
  }

  /** A run that went wrong began its trouble when it ended; another one a first bad look told. */
  private Optional<Instant> began(Incident incident) {
    String run = incident.evidence().getOrDefault("run", "");
    return run.matches("[0-9]{1,18}")
        ? store.runs().find(Long.parseLong(run)).map(JobRun::finishedAt)
        : suspected(incident);
  }

  private static Optional<Instant> suspected(Incident incident) {
    return Optional.ofNullable(incident.evidence().get(Finding.SUSPECTED_SINCE))
        .flatMap(Statuses::moment)
        .filter(since -> !since.isAfter(incident.detectedAt()));
  }

  /** What a plug-in says may be no moment. */
  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Why nothing may be changed at all, or null when it may. */
  static @Nullable String observeOnly(StoreInfo info) {
    if (info.readOnlyBecause() != null) {
      return "the store cannot be written: " + info.readOnlyBecause();
    }
    return info.durable() ? null : "the store is not durable";
  }
}
