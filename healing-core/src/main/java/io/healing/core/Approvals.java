package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.IntentState;
import io.healing.api.store.SuggestionEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries out what people approved, for the jobs that this process observes. */
final class Approvals {
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Rooms rooms;
  private final Proceeding proceeding;
  private final Questions questions;
  private final Replanning replanning;
  private final Telling telling;
  private final Map<Long, Instant> nextLook = new HashMap<>();
  private final Set<Long> putOff = new HashSet<>();

  Approvals(Rooms rooms, Proceeding proceeding, Telling telling) {
    this.rooms = rooms;
    this.proceeding = proceeding;
    this.telling = telling;
    questions = new Questions(rooms);
    replanning = new Replanning(rooms);
  }

  void carryOut(Instant now) {
    List<SuggestionEntry> approved = rooms.store().suggestions().approved();
    nextLook.keySet().retainAll(approved.stream().map(entry -> entry.row().id()).toList());
    putOff.retainAll(nextLook.keySet());
    Steps steps = new Steps();
    for (SuggestionEntry entry : approved) {
      Instant due = nextLook.getOrDefault(entry.row().id(), Instant.MIN);
      if (rooms.observes(entry.row().jobId()) && !now.isBefore(due) && waits(entry)) {
        steps.make(() -> carryOut(entry, now));
      }
    }
    steps.end();
  }

  /** What is being made right now, by whomever, is not in its own way. */
  private boolean waits(SuggestionEntry entry) {
    ActionPlan plan = entry.detail().plan();
    return plan == null
        || rooms
            .store()
            .journal()
            .pendingOn(plan.request().target())
            .filter(intent -> intent.state() == IntentState.OPEN)
            .filter(intent -> intent.suggestionId() == entry.row().id())
            .isEmpty();
  }

  private void carryOut(SuggestionEntry entry, Instant now) {
    long id = entry.row().id();
    if (nextLook.put(id, now.plus(AGAIN)) == null) {
      rooms
          .announcer()
          .person(
              "s%d of %s was approved by %s: %s"
                  .formatted(
                      id, entry.row().jobId(), entry.detail().decidedBy(), entry.row().title()));
    }
    Subject subject = new Subject(entry.row().jobId());
    ActionPlan plan = entry.detail().plan();
    Decision decision = decision(entry, subject, plan);
    if (decision instanceof Decision.Heal && plan != null) {
      Treatment treatment = treatment(entry, plan);
      if (!proceeding.approved(treatment)) {
        nextLook.put(id, Instant.MAX);
        proceeding.alone(treatment, then(id));
      }
    }
    if (!(decision instanceof Decision.Heal && putOff.contains(id))) {
      rooms.announcer().decided(subject, "s" + id, decision);
    }
  }

  /** What waits for its moment has said so; it is not said at each look that it is to be done. */
  private Treating.Then then(long id) {
    return new Treating.Then() {
      @Override
      public void ended(Instant next) {
        putOff.remove(id);
        nextLook.put(id, next);
      }

      @Override
      public void putOff(Instant next) {
        putOff.add(id);
        nextLook.put(id, next);
      }
    };
  }

  /** An approval does not shorten the wait that belongs to the plan. */
  private Decision decision(SuggestionEntry entry, Subject subject, @Nullable ActionPlan plan) {
    Decision decision = questions.decide(questions.approved(entry));
    return decision instanceof Decision.Heal && plan != null
        ? replanning.notBefore(plan, subject).orElse(decision)
        : decision;
  }

  private Treatment treatment(SuggestionEntry entry, ActionPlan plan) {
    String person = entry.detail().decidedBy();
    Optional<Incident> incident = incident(entry);
    return new Treatment(
        entry,
        plan,
        incident.orElse(null),
        questions.counterKey(entry, incident),
        person == null ? "human" : person,
        false,
        () -> questions.decide(questions.approved(entry)),
        why -> refuse(entry, plan, why));
  }

  private Optional<Incident> incident(SuggestionEntry entry) {
    return Optional.ofNullable(entry.detail().incidentId())
        .flatMap(rooms.detection()::find)
        .filter(incident -> !incident.ended());
  }

  /** Another process may have carried it out, or refused it, while it was planned here again. */
  private void refuse(SuggestionEntry entry, ActionPlan plan, String why) {
    if (takenUp(entry, plan)) {
      return;
    }
    try {
      rooms.reviewing().supersede(entry, why);
    } catch (HealingException decided) {
      if (takenUp(entry, plan)) {
        return;
      }
      throw decided;
    }
    Decision decision = new Decision.Ignore(BlockReason.WORLD_MOVED_ON, why);
    rooms.announcer().decided(new Subject(entry.row().jobId()), "s" + entry.row().id(), decision);
    tell(entry, why);
  }

  /** Who approved believes it done. */
  private void tell(SuggestionEntry entry, String why) {
    Subject subject = new Subject(entry.row().jobId());
    String title =
        "s%d, which %s approved, was not done: %s"
            .formatted(entry.row().id(), entry.detail().decidedBy(), entry.row().title());
    telling.tell(NotificationKind.GIVE_UP, subject, title, why);
  }

  /** The journal is asked first: what is settled by then shows in the suggestion. */
  private boolean takenUp(SuggestionEntry entry, ActionPlan plan) {
    return rooms.store().journal().pendingOn(plan.request().target()).isPresent()
        || rooms
            .store()
            .suggestions()
            .find(entry.row().id())
            .filter(now -> now.row().status() == SuggestionStatus.APPROVED)
            .isEmpty();
  }
}
