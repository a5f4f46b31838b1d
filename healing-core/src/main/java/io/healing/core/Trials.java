package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.Verification;
import io.healing.api.act.VerificationState;
import io.healing.api.config.HealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Page;
import io.healing.core.learn.Repair;
import io.healing.core.learn.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how the newest actions went. */
final class Trials {
  static final int MOST = 1_000;

  private final HealingStore store;
  private final HealingConfig config;
  private final Map<String, Incident> incidents = new HashMap<>();

  private Trials(HealingStore store, HealingConfig config) {
    this.store = store;
    this.config = config;
  }

  /** The newest first, without those whose outcome is not known yet, or never will be. */
  static List<Trial> newest(HealingStore store, HealingConfig config) {
    Trials trials = new Trials(store, config);
    store.incidents().page(Page.newest(MOST)).forEach(i -> trials.incidents.put(i.id(), i));
    return store.actions().page(Page.newest(MOST)).stream()
        .flatMap(entry -> trials.of(entry).stream())
        .toList();
  }

  private Optional<Trial> of(ActionEntry entry) {
    return outcome(entry).map(state -> trial(entry, state));
  }

  /** What could not be made did not help. */
  static Optional<VerificationState> outcome(ActionEntry entry) {
    VerificationState state = entry.detail().verification().state();
    return switch (state) {
      case VERIFIED, INEFFECTIVE, INCONCLUSIVE -> Optional.of(state);
      case NONE ->
          entry.row().status() == ActionStatus.FAILED
              ? Optional.of(VerificationState.INEFFECTIVE)
              : Optional.empty();
      case PENDING, UNKNOWN -> Optional.empty();
    };
  }

  private Trial trial(ActionEntry entry, VerificationState state) {
    Incident incident = incident(entry.detail().incidentId());
    Verification verification = entry.detail().verification();
    Instant from = incident == null ? entry.row().createdAt() : incident.detectedAt();
    Instant to = Objects.requireNonNullElse(verification.decidedAt(), entry.row().createdAt());
    Duration took = from.isAfter(to) ? Duration.ZERO : Duration.between(from, to);
    Long executed = entry.row().executionDurationMs();
    String error = entry.row().errorMessage();
    return new Trial(
        entry.row().actionType(),
        incident == null ? null : incident.errorType(),
        incident == null ? null : incident.severity(),
        new Repair(state, took, attempt(entry, incident), most(entry.row().jobId())),
        executed == null ? null : Duration.ofMillis(executed),
        error == null ? verification.reason() : error);
  }

  private @Nullable Incident incident(@Nullable String id) {
    return id == null
        ? null
        : incidents.computeIfAbsent(id, key -> store.incidents().find(key).orElse(null));
  }

  private static int attempt(ActionEntry entry, @Nullable Incident incident) {
    int at = incident == null ? -1 : incident.recoveryActions().indexOf(entry.row().id());
    return Math.max(0, at) + 1;
  }

  private int most(String name) {
    Subject subject = new Subject(name);
    int root = config.selfHealing().recovery().maxRetryAttempts();
    int own =
        subject.isJob()
            ? config.job(name).selfHealing().remediation().maxAttempts()
            : config.selfHealing().remediation().maxAttempts();
    return Math.min(root, own);
  }
}
