package io.healing.dbscheduler;

import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.job.RunnerName;
import io.healing.api.review.SuggestionSeverity;
import java.util.Optional;
import java.util.Set;

/**
 * Takes one execution out of the table, and schedules it again with its data to undo that. The risk
 * is critical, so that a person is asked whatever is configured: work that was ordered is not done.
 */
final class CancelExecution implements Remediator {
  private final RunnerName scheduler;
  private final Rows rows;

  CancelExecution(RunnerName scheduler, Rows rows) {
    this.scheduler = scheduler;
    this.rows = rows;
  }

  @Override
  public String id() {
    return scheduler.plugin() + ".cancel-execution";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(new Ability(Wish.CANCEL, scheduler.scheme(), Undo.EXACT));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    Wish wish = Wish.of(request.wish());
    Rows.Row row = rows.find(wish).orElseThrow(() -> moved(wish, "it is gone"));
    if (row.picked()) {
      throw moved(wish, "it is running");
    }
    if (!row.time().equals(wish.time())) {
      throw moved(wish, "it is to run at " + row.time());
    }
    return ActionPlan.of(request.wish(), "Cancel execution " + wish + " of " + wish.time())
        .withUndo(Undo.EXACT)
        .withRisk(SuggestionSeverity.CRITICAL)
        .withDetail("data", row.size() + " bytes")
        .withImages(row.image(), Image.absent());
  }

  private static HealingException moved(Wish wish, String now) {
    return new HealingException(
        "Execution " + wish + " of " + wish.time() + " is not as it was found: " + now,
        "Nothing is to be done; if it is still in the way, it is proposed anew.");
  }

  /** After a crash an execution that is gone may have been run meanwhile as well. */
  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    Optional<Rows.Row> row = rows.find(Wish.of(plan.request()));
    if (row.isEmpty()) {
      return moment == Moment.AFTER_CRASH ? Inspection.UNKNOWN : Inspection.AFTER;
    }
    boolean asFound = !row.get().picked() && row.get().image().equals(plan.before());
    return asFound ? Inspection.BEFORE : Inspection.OTHER;
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    Wish wish = Wish.of(plan.request());
    Rows.Row row = rows.find(wish).orElseThrow(() -> moved(wish, "it is gone"));
    if (!row.image().equals(plan.before()) || !rows.delete(wish, row)) {
      throw moved(wish, "another program changed it");
    }
    return "1 execution cancelled";
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    Wish wish = Wish.of(plan.request());
    if (!rows.put(wish, plan.before())) {
      throw moved(wish, "there is another of its name");
    }
  }
}
