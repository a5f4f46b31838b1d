package io.healing.core.act;

import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;

/** Puts other content into a file that is there, and the old one back. */
abstract class ContentChange implements Remediator {
  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    return FileTarget.inspect(plan);
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    FileTarget.replace(plan, request);
    return "";
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    FileTarget.putBack(plan, request);
  }
}
