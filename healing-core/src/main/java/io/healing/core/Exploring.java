package io.healing.core;

import io.healing.api.act.ActionPlan;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.act.Undo;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.learn.Effectiveness;
import io.healing.api.review.SuggestionSeverity;
import io.healing.core.act.Procedures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what did badly first when it is its turn, so that it can show that it does better now. */
final class Exploring {
  private final Rooms rooms;

  Exploring(Rooms rooms) {
    this.rooms = rooms;
  }

  /** The same plans; another one is first when it is its turn. A review explores nothing. */
  List<Planned> order(List<Planned> planned, @Nullable Incident incident) {
    if (incident == null || planned.size() < 2) {
      return planned;
    }
    SelfHealingConfig config = rooms.healing(incident.subject());
    List<Effectiveness> measured = rooms.store().actions().effectiveness();
    List<RecoveryProcedure> known = rooms.store().procedures().all();
    List<Planned> able =
        planned.stream().map(p -> sure(p, known)).filter(p -> alone(p, config)).toList();
    return rooms
        .learning()
        .turn(measured, known, incident.findingId(), able.stream().map(this::way).toList())
        .flatMap(way -> able.stream().filter(p -> way(p).equals(way)).findFirst())
        .map(turn -> first(planned, turn))
        .orElse(planned);
  }

  /** As sure as the diagnosis is: how it did before is what is to be seen anew. */
  private Planned sure(Planned planned, List<RecoveryProcedure> known) {
    double sure = new KnownRepairs(rooms, known).sure(planned.proposal());
    return new Planned(
        planned.proposal().withConfidence(sure), planned.plan(), planned.refusal(), planned.why());
  }

  /** Whether it needs no person; what waits for one would only hold up the others. */
  private boolean alone(Planned planned, SelfHealingConfig config) {
    ActionPlan plan = planned.plan();
    return plan != null
        && config.enabled()
        && config.remediation().enabled()
        && !config.remediation().requireApproval()
        && config.remediation().allowedActions().contains(plan.request().type().word())
        && plan.undo() != Undo.IMPOSSIBLE
        && risk(planned, plan).compareTo(config.suggestions().minSeverityForApproval()) < 0
        && planned.proposal().confidence()
            >= rooms.config().selfHealing().learning().confidenceThreshold();
  }

  private static SuggestionSeverity risk(Planned planned, ActionPlan plan) {
    SuggestionSeverity said = planned.proposal().severity();
    return said.compareTo(plan.risk()) > 0 ? said : plan.risk();
  }

  /** The id of a procedure's row, or the word of the action. */
  private String way(Planned planned) {
    return planned
        .proposal()
        .procedure()
        .flatMap(rooms.procedures()::find)
        .map(Procedures::id)
        .or(() -> planned.proposal().request().map(wish -> wish.type().word()))
        .orElse("");
  }

  private static List<Planned> first(List<Planned> planned, Planned turn) {
    List<Planned> ordered = new ArrayList<>(planned);
    ordered.removeIf(other -> same(other, turn));
    ordered.add(0, turn);
    return List.copyOf(ordered);
  }

  private static boolean same(Planned one, Planned other) {
    return one.proposal().request().equals(other.proposal().request())
        && one.proposal().procedure().equals(other.proposal().procedure());
  }
}
