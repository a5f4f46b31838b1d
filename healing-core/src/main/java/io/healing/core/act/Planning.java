package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.job.FileVersion;
import io.healing.api.review.SuggestionSeverity;
import java.util.List;

/** Turns wishes into plans, and holds every plan to what its remediator declared. */
final class Planning {
  private final Workshop shop;

  Planning(Workshop shop) {
    this.shop = shop;
  }

  ActionPlan plan(Situation situation, ActionRequest wish) {
    Remediator remediator = shop.remediators().get(wish);
    if (Workshop.onDisk(wish.target())) {
      shop.guard().place(wish.target(), situation);
    }
    Asked asked = shop.asked(situation, wish, null);
    ActionPlan plan = Workshop.given(remediator.plan(asked), remediator, "plan");
    checkDeclared(plan, wish);
    checkTime(remediator, wish);
    ActionPlan rated = rated(plan, wish, situation);
    shop.guardChange(rated, situation);
    return rated;
  }

  /** A time that nobody keeps would be a promise that is broken. */
  private static void checkTime(Remediator remediator, ActionRequest wish) {
    if (ForTime.of(wish).isPresent() && !(remediator instanceof InThisProcess)) {
      throw new HealingException(
          remediator.id() + " cannot do " + wish + " for a time only",
          "Leave the parameter for_s out, and roll it back when it is no longer wanted");
    }
  }

  private void checkDeclared(ActionPlan plan, ActionRequest wish) {
    Ability ability = shop.remediators().ability(wish).orElseThrow();
    boolean same =
        plan.request().type().equals(wish.type())
            && plan.request().target().scheme().equals(wish.target().scheme());
    boolean less = plan.undo() == ability.undo() || plan.undo() == Undo.IMPOSSIBLE;
    if (!same || !less) {
      throw new HealingException(
          "The plan of "
              + shop.remediators().get(wish).id()
              + " for "
              + wish
              + " is for "
              + plan.request()
              + " with undo "
              + plan.undo().word()
              + ", but declared is undo "
              + ability.undo().word(),
          "This is a fault of that remediator");
    }
  }

  private ActionPlan rated(ActionPlan plan, ActionRequest wish, Situation situation) {
    if (plan.undo() == Undo.IMPOSSIBLE) {
      return plan.withRisk(SuggestionSeverity.higher(plan.risk(), SuggestionSeverity.HIGH));
    }
    return known(plan, wish, situation) ? plan.withRisk(SuggestionSeverity.LOW) : plan;
  }

  /** The job's own last good content, or what the environment declares. */
  private boolean known(ActionPlan plan, ActionRequest wish, Situation situation) {
    Target target = plan.request().target();
    String job = situation.subject().name();
    return Workshop.onFile(target)
        && plan.after().present()
        && ((shop.guard().declared(target, situation) && !plan.before().present())
            || lastGood(plan, job, target.name())
            || lastGood(plan, job, wish.target().name()));
  }

  /** Contents are kept under the name that the job's definition gives, which may have links. */
  private boolean lastGood(ActionPlan plan, String jobId, String path) {
    List<FileVersion> good = shop.store().files().of(jobId, path);
    return !good.isEmpty() && good.get(0).content().equals(plan.after());
  }
}
