package io.healing.core.act;

import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.ServiceControl;
import io.healing.api.act.Undo;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Restarts a service: through a plug-in that controls it, or by the command or systemd unit that is
 * declared for it. A restart leaves the same service running, so nothing is to be taken back.
 */
final class RestartService implements Remediator {
  private static final String BLIND = "status";

  private final Services services;

  RestartService(Services services) {
    this.services = services;
  }

  @Override
  public String id() {
    return "healing.restart-service";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(new Ability(ActionType.RESTART_SERVICE, "service", Undo.NOT_NEEDED));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    String name = request.wish().target().name();
    Service service = services.get(name);
    ActionPlan plan =
        ActionPlan.of(request.wish(), "Restart the service " + name + " " + service.how())
            .withUndo(Undo.NOT_NEEDED)
            .withRisk(service.risk());
    boolean tells = service.status(request.baseDirectory()).isPresent();
    ActionPlan told = withCommand(plan, service.command());
    return tells ? told : told.withDetail(BLIND, "nothing tells whether it runs");
  }

  /** Whether nothing can tell how the service of a plan stands. */
  static boolean blind(ActionPlan plan) {
    return plan.details().containsKey(BLIND);
  }

  private static boolean sameCommand(ActionPlan plan, List<String> command) {
    Map<String, String> planned = new HashMap<>(plan.details());
    planned.remove(BLIND);
    return withCommand(ActionPlan.of(plan.request(), ""), command).details().equals(planned);
  }

  /** What is approved is this very command. */
  static ActionPlan withCommand(ActionPlan plan, List<String> command) {
    ActionPlan told = plan;
    for (int i = 0; i < command.size(); i++) {
      told = told.withDetail("argument." + i, command.get(i));
    }
    return told;
  }

  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    return switch (moment) {
      case BEFORE_APPLY -> Inspection.BEFORE;
      case BEFORE_UNDO -> Inspection.UNKNOWN;
      case AFTER_CRASH -> afterCrash(plan, request);
    };
  }

  /**
   * A service that runs is as the plan wants it, unless it is known to have run since before; one
   * that does not run may have been stopped half-way.
   */
  private Inspection afterCrash(ActionPlan plan, PlanRequest request) {
    Service service = services.get(plan.request().target().name());
    Optional<ServiceControl.Status> status = service.status(request.baseDirectory());
    if (status.isEmpty()) {
      return Inspection.UNKNOWN;
    }
    if (!status.get().running()) {
      return Inspection.OTHER;
    }
    Instant since = status.get().since();
    boolean older =
        since != null && request.begunAt().filter(begun -> since.isBefore(begun)).isPresent();
    return older ? Inspection.BEFORE : Inspection.AFTER;
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    String name = plan.request().target().name();
    Service service = services.get(name);
    if (!sameCommand(plan, service.command())) {
      throw Refused.guarded(
          "Something else is declared for the service " + name + " than when it was planned",
          "Plan it again");
    }
    String said = service.restart(request.baseDirectory());
    if (Services.down(service, request.baseDirectory())) {
      throw new IllegalStateException(
          "The service "
              + name
              + " was restarted "
              + service.how()
              + " and does not run"
              + (said.isBlank() ? "" : ": " + said.strip()));
    }
    return said;
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    throw new HealingException("A restart cannot be taken back", "");
  }
}
