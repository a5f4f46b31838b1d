package io.healing.core.act;

import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.review.SuggestionSeverity;
import java.util.Set;

/**
 * Has a subject looked at again: {@code job:NAME}, or {@code subject:NAME} for what is no job.
 * After every change the loop lets all monitors that concern its subject look at once; this one
 * changes nothing else, and what they say is its verification.
 */
final class HealthCheck implements Remediator {

  @Override
  public String id() {
    return "healing.health-check";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(
        new Ability(ActionType.HEALTH_CHECK, "job", Undo.NOT_NEEDED),
        new Ability(ActionType.HEALTH_CHECK, "subject", Undo.NOT_NEEDED));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    String name = request.wish().target().name();
    if (!name.equals(request.subject().name())) {
      throw Refused.guarded(
          name + " is not the subject that is to be healed, " + request.subject(), "");
    }
    if (request.subject().isJob() && request.job().isEmpty()) {
      throw new HealingException(
          "There is no job \"" + name + "\" here",
          "A job is known once it is configured or has run");
    }
    return ActionPlan.of(request.wish(), "Let all monitors look at " + name + " again now")
        .withUndo(Undo.NOT_NEEDED)
        .withRisk(SuggestionSeverity.LOW);
  }

  /** Looking twice does no harm. */
  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    return moment == Moment.BEFORE_UNDO ? Inspection.UNKNOWN : Inspection.BEFORE;
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    return "the monitors look now; what they say is its verification";
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    throw new HealingException("A look cannot be taken back", "");
  }
}
