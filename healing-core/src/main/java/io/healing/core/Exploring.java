package io.healing.core;

import io.healing.api.act.ActionPlan;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.act.Undo;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.learn.Effectiveness;
import io.healing.api.review.SuggestionSeverity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    List<String> able =
        planned.stream().filter(p -> alone(p, config)).map(Exploring::type).toList();
    List<Effectiveness> measured = rooms.store().actions().effectiveness();
    List<RecoveryProcedure> known = rooms.store().procedures().all();
    return rooms
        .learning()
        .turn(measured, known, incident.findingId(), able)
        .map(type -> first(planned, type, config))
        .orElse(planned);
  }

  /** Whether it needs no person; what waits for one would only hold up the others. */
  private boolean alone(Planned planned, SelfHealingConfig config) {
    ActionPlan plan = planned.plan();
    return plan != null
        && planned.proposal().procedure().isEmpty()
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

  private static String type(Planned planned) {
    return planned.proposal().request().map(wish -> wish.type().word()).orElse("");
  }

  private List<Planned> first(List<Planned> planned, String type, SelfHealingConfig config) {
    Optional<Planned> turn =
        planned.stream().filter(p -> type(p).equals(type) && alone(p, config)).findFirst();
    List<Planned> ordered = new ArrayList<>(planned);
    turn.ifPresent(
        one -> {
          ordered.remove(one);
          ordered.add(0, one);
        });
    return List.copyOf(ordered);
  }
}
