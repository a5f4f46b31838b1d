package io.healing.quartz;

import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.review.SuggestionSeverity;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Frees one trigger by one guarded update. The risk of it is critical, so that a person is asked
 * whatever is configured: who writes into a scheduler's store behind its back must know why.
 */
final class UpdateRow implements Remediator {
  private final String plugin;
  private final String scheme;
  private final Rows rows;

  UpdateRow(String plugin, String scheme, Rows rows) {
    this.plugin = plugin;
    this.scheme = scheme;
    this.rows = rows;
  }

  @Override
  public String id() {
    return plugin + ".update-row";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(new Ability(ActionType.UPDATE_ROW, scheme, Undo.EXACT));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    RowChange change = RowChange.of(request.wish());
    Optional<RowChange.State> now = rows.state(change.at());
    if (!now.equals(Optional.of(change.from())) || rows.held(change.at())) {
      throw moved(change, now);
    }
    if (rows.readOnly()) {
      throw new HealingException(
          "The connections to the store of trigger " + change.at() + " only read",
          "Give withStore a data source that may write, or set the row free by hand.");
    }
    return ActionPlan.of(
            request.wish(),
            "Set trigger " + change.at() + " from " + change.from().state() + " to " + change.to())
        .withUndo(Undo.EXACT)
        .withRisk(SuggestionSeverity.CRITICAL)
        .withDetail("statement", rows.statement(change))
        .withDetail("undo_statement", rows.statement(change.reverse()))
        .withDetail("next_fire_time", Instant.ofEpochMilli(change.from().next()).toString())
        .withImages(Image.of(change.from().text()), Image.of(change.after().text()));
  }

  private static HealingException moved(RowChange change, Optional<RowChange.State> now) {
    String stands =
        now.map(
                state ->
                    "is "
                        + state.state()
                        + " with next fire time "
                        + Instant.ofEpochMilli(state.next()))
            .orElse("is gone");
    return new HealingException(
        "The row of trigger "
            + change.at()
            + " changed: it was "
            + change.from().state()
            + " with next fire time "
            + Instant.ofEpochMilli(change.from().next())
            + ", and now "
            + stands,
        "Nothing is to be done; if it is still stuck, it is proposed anew.");
  }

  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    RowChange change = RowChange.of(plan.request());
    Optional<RowChange.State> now = rows.state(change.at());
    if (rows.held(change.at())) {
      return Inspection.OTHER;
    }
    if (now.equals(Optional.of(change.from()))) {
      return Inspection.BEFORE;
    }
    return now.equals(Optional.of(change.after())) ? Inspection.AFTER : Inspection.OTHER;
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    RowChange change = RowChange.of(plan.request());
    if (!rows.change(change)) {
      throw moved(change, rows.state(change.at()));
    }
    return "1 row changed";
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    RowChange back = RowChange.of(plan.request()).reverse();
    if (!rows.change(back)) {
      throw moved(back, rows.state(back.at()));
    }
  }
}
