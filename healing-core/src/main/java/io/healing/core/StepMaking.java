package io.healing.core;

import io.healing.api.act.ActionPlan;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Proposal;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.StoreException;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Course.Phase;
import io.healing.core.review.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a suggestion of a step of a procedure, and decides on it as on any other. */
final class StepMaking {
  static final Duration SOON = Duration.ofSeconds(10);

  private final Rooms rooms;
  private final Watching watching;
  private final Escalating escalating;
  private final Telling telling;
  private final Questions questions;
  private final Replanning replanning;

  /**
   * What was decided on a step.
   *
   * @param course the procedure with what is waited for now
   * @param treatment the change to be made, or null
   * @param counted whether the attempt was counted before
   * @param failed why the step cannot be made; empty while it may be
   * @param again whether it may be tried again
   * @param there whether its target is as it wants it already
   */
  record Answer(
      Course course,
      @Nullable Treatment treatment,
      boolean counted,
      String failed,
      boolean again,
      boolean there) {
    static Answer wait(Course course) {
      return new Answer(course, null, true, "", false, false);
    }

    static Answer failed(Course course, String why, boolean again) {
      return new Answer(course, null, true, why, again, false);
    }

    static Answer there(Course course) {
      return new Answer(course, null, true, "", false, true);
    }
  }

  /**
   * What came of planning a step.
   *
   * @param planned the answer, or null where nobody could be asked: that is no failure of the step
   * @param again whether an answer without a plan may be another one at the next try
   */
  record Plan(@Nullable Planned planned, boolean again) {}

  StepMaking(Rooms rooms, Watching watching, Escalating escalating) {
    this.rooms = rooms;
    this.watching = watching;
    this.escalating = escalating;
    telling = escalating.telling();
    questions = new Questions(rooms);
    replanning = new Replanning(rooms);
  }

  /** Plans the step in the lane of checks; told on the loop's thread. */
  void plan(Course course, ProcedureSpec spec, Incident incident, Consumer<Plan> then) {
    Proposal proposal =
        rooms.procedures().proposal(spec, course.step(), incident).withConfidence(course.sure());
    Planners planners = new Planners(rooms);
    rooms
        .lanes()
        .checks()
        .<Planned>submit(
            "the plan of step " + (course.step() + 1) + " of " + spec.name(),
            rooms.config().selfHealing().limits().analysisTimeout(),
            () -> planners.plan(proposal, incident.subject()),
            outcome ->
                outcome.handle(
                    planned -> planned(planners, planned, then),
                    fault -> unplanned(planners, new Unplanned(proposal, fault), then)));
  }

  private record Unplanned(Proposal proposal, Throwable fault) {}

  private void planned(Planners planners, Planned planned, Consumer<Plan> then) {
    boolean moved = planned.refusal() == BlockReason.WORLD_MOVED_ON;
    try {
      planners.faults().forEach(this::blame);
    } finally {
      then.accept(new Plan(planned, moved || !planners.faults().isEmpty()));
    }
  }

  /** The store may be at fault, or the lane is full: then it is asked again. */
  private void unplanned(Planners planners, Unplanned what, Consumer<Plan> then) {
    Throwable fault = what.fault();
    if (fault instanceof StoreException || fault instanceof CallRefused) {
      then.accept(new Plan(null, true));
      return;
    }
    String doer = planners.current().orElse("nobody");
    String words = doer + " could not plan it: " + fault;
    try {
      planners.current().ifPresent(id -> blame(id, fault));
    } finally {
      BlockReason none = BlockReason.NO_REMEDIATOR;
      then.accept(new Plan(new Planned(what.proposal(), null, none, words), true));
    }
  }

  private void blame(String plugin, Throwable fault) {
    watching.take(PluginGuard.MONITOR, rooms.guard().failed(plugin, fault, rooms.now()));
  }

  /** Decides on a planned step. */
  Answer decide(Course course, Incident incident, Plan answer) {
    Planned planned = Objects.requireNonNull(answer.planned());
    if (planned.plan() != null) {
      return decide(course, incident, planned, planned.plan());
    }
    String why = planned.why().isEmpty() ? planned.proposal().description() : planned.why();
    return planned.refusal() == BlockReason.ALREADY_SO
        ? Answer.there(course)
        : Answer.failed(course, why, answer.again());
  }

  private Answer decide(Course course, Incident incident, Planned planned, ActionPlan plan) {
    Optional<SuggestionEntry> waits = waiting(course, plan);
    if (waits.isPresent()) {
      return decide(course, incident, new Proposed(planned, waits.get(), ""));
    }
    Offer offer =
        new OwnReview(rooms).offer(incident.subject(), planned.proposal(), plan, incident);
    SuggestionEntry entry = offer.entry();
    if (offer.rejection() != null) {
      return Answer.failed(course, offer.rejection().by() + " said no to it", false);
    }
    return decide(course.with(entry.row().id()), incident, new Proposed(planned, entry, ""));
  }

  /** The same plan that waits for its moment needs no further review. */
  private Optional<SuggestionEntry> waiting(Course course, ActionPlan plan) {
    return rooms
        .store()
        .suggestions()
        .find(course.suggestion())
        .filter(entry -> entry.row().status() == SuggestionStatus.PENDING)
        .filter(
            entry -> {
              ActionPlan before = entry.detail().plan();
              return before != null && before.hash().equals(plan.hash());
            });
  }

  private Answer decide(Course course, Incident incident, Proposed proposed) {
    Decision decision = decision(incident, proposed, course);
    String topic = "s" + course.suggestion();
    if (decision instanceof Decision.Heal) {
      rooms.announcer().decided(incident.subject(), topic, decision);
      boolean counted = questions.counted(incident, course);
      return new Answer(course, treatment(incident, proposed, course), counted, "", false, false);
    }
    boolean news = rooms.announcer().decided(incident.subject(), topic, decision);
    return waits(course, incident, decision, news);
  }

  private Answer waits(Course course, Incident incident, Decision decision, boolean news) {
    if (decision instanceof Decision.CheckAgain later) {
      Instant due = rooms.now().plus(shorter(later.after()));
      return Answer.wait(course.until(due));
    }
    if (decision instanceof Decision.AskApproval) {
      if (news) {
        escalating.first(incident);
        telling.about(
            NotificationKind.SUGGESTION,
            incident,
            "A step of " + course.procedure() + " waits for approval",
            decision.detail());
      }
      return Answer.wait(course.in(Phase.ASKING));
    }
    String why = decision.reason().map(BlockReason::sentence).orElse(decision.word());
    return Answer.failed(course, why + " (" + decision.detail() + ")", false);
  }

  private static Duration shorter(Duration wait) {
    return wait.compareTo(Care.LONGEST) < 0 ? wait : Care.LONGEST;
  }

  private Decision decision(Incident incident, Proposed proposed, Course course) {
    Decision decision = questions.decide(questions.step(incident, proposed, course));
    ActionPlan plan = proposed.planned().plan();
    return decision instanceof Decision.Heal && plan != null
        ? replanning.notBefore(plan, incident.subject()).orElse(decision)
        : decision;
  }

  private Treatment treatment(Incident incident, Proposed proposed, Course course) {
    SuggestionEntry entry = Objects.requireNonNull(proposed.suggestion());
    ActionPlan plan = Objects.requireNonNull(proposed.planned().plan());
    return new Treatment(
        entry,
        plan,
        incident,
        questions.counterKey(incident),
        "auto",
        true,
        () -> again(incident.id(), proposed, course),
        why -> questions.movedOn(incident.subject(), "s" + entry.row().id(), why));
  }

  private Decision again(String incident, Proposed proposed, Course course) {
    Optional<Incident> now = rooms.detection().find(incident);
    return now.map(still -> questions.decide(questions.step(still, proposed, course)))
        .orElseGet(() -> new Decision.Ignore(BlockReason.CLEAR, incident + " has ended"));
  }
}
