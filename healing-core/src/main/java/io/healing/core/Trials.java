package io.healing.core;

import io.healing.api.ActionType;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads how the newest actions went. */
final class Trials {
  static final int MOST = 1_000;

  private final HealingStore store;
  private final HealingConfig config;
  private final Map<String, Incident> incidents = new HashMap<>();
  private final Map<Long, ActionEntry> actions = new HashMap<>();

  private Trials(HealingStore store, HealingConfig config) {
    this.store = store;
    this.config = config;
  }

  /** The newest first, without those whose outcome is not known yet, or never will be. */
  static List<Trial> newest(HealingStore store, HealingConfig config) {
    Trials trials = new Trials(store, config);
    store.incidents().page(Page.newest(MOST)).forEach(i -> trials.incidents.put(i.id(), i));
    List<ActionEntry> newest = store.actions().page(Page.newest(MOST));
    newest.forEach(entry -> trials.actions.put(entry.row().id(), entry));
    return newest.stream().flatMap(entry -> trials.of(entry).stream()).toList();
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
        executed != null && timedOut(entry, Duration.ofMillis(executed)),
        error == null ? verification.reason() : error);
  }

  /** It could not be made, and that took as long as such a change may take. */
  private boolean timedOut(ActionEntry entry, Duration took) {
    boolean command = entry.row().actionType().equals(ActionType.RUN_COMMAND.word());
    Duration limit =
        command
            ? config.selfHealing().limits().commandTimeout()
            : Duration.ofSeconds(config.selfHealing().recovery().recoveryTimeout());
    return entry.row().status() == ActionStatus.FAILED && took.compareTo(limit) >= 0;
  }

  private @Nullable Incident incident(@Nullable String id) {
    return id == null
        ? null
        : incidents.computeIfAbsent(id, key -> store.incidents().find(key).orElse(null));
  }

  /** All that a procedure changed is one attempt: it was judged at one moment. */
  private int attempt(ActionEntry entry, @Nullable Incident incident) {
    List<Long> actions = incident == null ? List.of() : incident.recoveryActions();
    int end = actions.indexOf(entry.row().id());
    return end < 0 ? 1 : attempts(actions.subList(0, end + 1), this::action);
  }

  private Optional<ActionEntry> action(long id) {
    return Optional.ofNullable(
        actions.computeIfAbsent(id, key -> store.actions().find(key).orElse(null)));
  }

  /** How many attempts these actions of one incident are, at least 1. */
  static int attempts(List<Long> actions, Function<Long, Optional<ActionEntry>> find) {
    long judged =
        actions.stream()
            .flatMap(id -> find.apply(id).stream())
            .map(entry -> entry.detail().verification().decidedAt())
            .filter(Objects::nonNull)
            .distinct()
            .count();
    return (int) Math.max(1, judged);
  }

  private int most(String name) {
    return most(config, new Subject(name));
  }

  /** How many attempts a subject may have: the smaller of both settings. */
  static int most(HealingConfig config, Subject subject) {
    int root = config.selfHealing().recovery().maxRetryAttempts();
    int own =
        subject.isJob()
            ? config.job(subject.name()).selfHealing().remediation().maxAttempts()
            : config.selfHealing().remediation().maxAttempts();
    return Math.min(root, own);
  }
}
