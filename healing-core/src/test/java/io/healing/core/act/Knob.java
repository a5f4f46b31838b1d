package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Image;
import io.healing.api.Target;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import java.util.Set;

/** A remediator of another's making: turns a knob in memory, and goes wrong as told. */
final class Knob implements Remediator {
  static final ActionRequest TURN =
      ActionRequest.of(new ActionType("acme.turn"), new Target("knob", "volume"));

  Undo declared = Undo.EXACT;
  Undo planned = Undo.EXACT;
  Inspection looksLike = Inspection.BEFORE;
  Runnable turning = () -> {};
  Runnable turningBack = () -> {};

  @Override
  public String id() {
    return "acme.knob";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(new Ability(TURN.type(), "knob", declared));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    return ActionPlan.of(request.wish(), "turn the knob")
        .withUndo(planned)
        .withRisk(io.healing.api.review.SuggestionSeverity.LOW)
        .withImages(Image.of("0"), Image.of("11"));
  }

  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    return switch (moment) {
      case BEFORE_APPLY -> Inspection.BEFORE;
      case BEFORE_UNDO -> Inspection.AFTER;
      case AFTER_CRASH -> looksLike;
    };
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    turning.run();
    return "turned";
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    turningBack.run();
  }
}
