package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Undo;
import io.healing.api.act.VerificationState;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.store.ActionEntry;
import io.healing.core.decide.Question.Facts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known to stand in the way of a change right now. */
final class Obstacles {
  private final Rooms rooms;

  Obstacles(Rooms rooms) {
    this.rooms = rooms;
  }

  /** A storm is a reason for all but its own incident. */
  Facts storm(Facts facts, Subject subject, Optional<Incident> own) {
    Optional<Incident> storm =
        rooms
            .detection()
            .storm(subject)
            .filter(found -> own.map(Incident::id).filter(found.id()::equals).isEmpty());
    return facts.when(
        storm.isPresent(), BlockReason.STORM, storm.map(Incident::message).orElse(""));
  }

  /** What stands in the way of any change of a subject, and of this one if it is given. */
  Facts of(Subject subject, @Nullable ActionPlan plan) {
    Facts facts = Facts.none();
    Optional<String> paused = rooms.pause().reason();
    facts = facts.when(paused.isPresent(), BlockReason.PAUSED, paused.orElse(""));
    String observeOnly = Statuses.observeOnly(rooms.store().info());
    facts =
        facts.when(
            observeOnly != null,
            BlockReason.STORE_NOT_WRITABLE,
            observeOnly == null ? "" : observeOnly);
    facts = jobFacts(facts, subject, plan);
    return plan == null ? facts : targetFacts(facts, plan);
  }

  private Facts jobFacts(Facts facts, Subject subject, @Nullable ActionPlan plan) {
    Optional<JobSnapshot> job =
        subject.isJob() ? rooms.jobs().snapshot(subject.name(), rooms.now()) : Optional.empty();
    boolean retry = job.flatMap(JobSnapshot::lastRun).map(JobRun::retryPending).orElse(false);
    boolean restart = plan != null && plan.request().type().runsJobAgain();
    boolean once = restart && job.map(j -> !j.definition().repeatable()).orElse(false);
    return facts
        .when(retry, BlockReason.RETRY_PENDING, "")
        .when(once, BlockReason.NOT_REPEATABLE, subject.name());
  }

  private Facts targetFacts(Facts facts, ActionPlan plan) {
    boolean busy = rooms.store().journal().pendingOn(plan.request().target()).isPresent();
    boolean contested = rooms.acting().contested(plan);
    String target = plan.request().target().toString();
    return facts
        .when(busy, BlockReason.BUSY, target)
        .when(contested, BlockReason.TARGET_CONTESTED, target);
  }

  /**
   * One change of content after the other: while the effect of the last one on a target is awaited,
   * or it is still to be taken back, nothing is built on it without a person.
   */
  Facts oneByOne(Facts facts, @Nullable ActionPlan plan) {
    if (plan == null || plan.undo() != Undo.EXACT) {
      return facts;
    }
    boolean unfinished =
        rooms
            .store()
            .actions()
            .lastOn(plan.request().target())
            .filter(this::unfinished)
            .isPresent();
    return facts.when(
        unfinished, BlockReason.BUSY, "an earlier change of " + plan.request().target());
  }

  /** Whether the effect of a change is awaited, or it is still to be taken back. */
  boolean unfinished(ActionEntry last) {
    return last.detail().verification().state() == VerificationState.PENDING
        || WantedUndos.awaits(rooms.store().states(), last.row().id());
  }

  /** Whether a later change of the same target stays, so that this one can never be taken back. */
  boolean builtUpon(ActionEntry entry) {
    return later(entry).filter(later -> !unfinished(later)).isPresent();
  }

  /** The last change of the same target, if it is not this one. */
  Optional<ActionEntry> later(ActionEntry entry) {
    return rooms
        .store()
        .actions()
        .lastOn(entry.detail().target())
        .filter(last -> last.row().id() != entry.row().id());
  }
}
