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
import io.healing.api.decide.BlockReason;
import io.healing.api.job.JobControl;
import io.healing.api.review.SuggestionSeverity;
import java.util.EnumSet;
import java.util.Set;

/** Puts a job aside at its runner, or lets it go on; each is the undo of the other. */
final class PauseJob implements Remediator {
  private static final String SCHEME = "job";

  @Override
  public String id() {
    return "healing.pause-job";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(
        new Ability(ActionType.PAUSE_JOB, SCHEME, Undo.EXACT),
        new Ability(ActionType.RESUME_JOB, SCHEME, Undo.EXACT));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    String job = Controls.ownJob(request);
    boolean pauses = pauses(request);
    if (control(request).paused(job) == pauses) {
      throw Refused.alreadySo("Job " + job + (pauses ? " is paused already" : " is not paused"));
    }
    String words =
        pauses ? "Pause " + job + ": it does not start until it is resumed" : "Resume " + job;
    return ActionPlan.of(request.wish(), words)
        .withUndo(Undo.EXACT)
        .withRisk(pauses ? SuggestionSeverity.MEDIUM : SuggestionSeverity.LOW);
  }

  private static boolean pauses(PlanRequest request) {
    return pauses(request.wish().type());
  }

  private static boolean pauses(ActionType type) {
    return type.equals(ActionType.PAUSE_JOB);
  }

  private static JobControl control(PlanRequest request) {
    JobControl control = Controls.of(request);
    Set<JobControl.Order> needed = EnumSet.of(JobControl.Order.PAUSE, JobControl.Order.RESUME);
    String job = request.subject().name();
    if (!control.orders(job).containsAll(needed)) {
      throw new Refused(
          BlockReason.NO_REMEDIATOR,
          "Pausing is not offered by the runner \"" + control.runner() + "\" of " + job,
          "Nothing was done. Do it where the job is scheduled");
    }
    return control;
  }

  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    boolean paused = control(request).paused(plan.request().target().name());
    return paused == pauses(plan.request().type()) ? Inspection.AFTER : Inspection.BEFORE;
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    order(plan, request, pauses(plan.request().type()));
    return "";
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    order(plan, request, !pauses(plan.request().type()));
  }

  private static void order(ActionPlan plan, PlanRequest request, boolean pause)
      throws HealingException {
    JobControl control = control(request);
    String job = plan.request().target().name();
    if (pause) {
      control.pause(job);
    } else {
      control.resume(job);
    }
  }
}
