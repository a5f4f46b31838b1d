package io.healing.core.act;

import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.DeploymentConfig;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.review.SuggestionSeverity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a deployment one release back: through a plug-in that controls it, or by its link to the
 * current release. Taking that back puts the link back as it was, byte for byte.
 */
final class RollbackDeployment implements Remediator {
  private final Tools tools;
  private final Services services;

  RollbackDeployment(Tools tools, Services services) {
    this.tools = tools;
    this.services = services;
  }

  @Override
  public String id() {
    return "healing.rollback-deployment";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(new Ability(ActionType.ROLLBACK_DEPLOYMENT, "deployment", Undo.EXACT));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    String name = request.wish().target().name();
    Deployment deployment = deployment(name, request.baseDirectory());
    String now = deployment.current();
    String release = deployment.release(now);
    String next = deployment.before(now).orElseThrow(() -> first(name, release));
    ActionPlan plan =
        ActionPlan.of(
                request.wish(),
                "Take the deployment "
                    + name
                    + " back from release "
                    + release
                    + " to "
                    + deployment.release(next)
                    + deployment
                        .restarted()
                        .map(service -> ", and restart it " + service.how())
                        .orElse(""))
            .withUndo(Undo.EXACT)
            .withRisk(risk(deployment))
            .withImages(Image.of(now), Image.of(next));
    Optional<Path> writes = deployment.writes();
    ActionPlan told =
        writes.isPresent() ? plan.withDetail(Workshop.WRITES, writes.get().toString()) : plan;
    Optional<Service> service = deployment.restarted();
    return service.isPresent() ? RestartService.withCommand(told, service.get().command()) : told;
  }

  private static HealingException first(String name, String release) {
    return new HealingException(
        "The deployment " + name + " is at release " + release + ", and none is before that",
        "Put an older release beside it, or mend this one");
  }

  private static SuggestionSeverity risk(Deployment deployment) {
    return SuggestionSeverity.higher(
        SuggestionSeverity.MEDIUM,
        deployment.restarted().map(Service::risk).orElse(SuggestionSeverity.MEDIUM));
  }

  private Deployment deployment(String name, Path base) {
    return tools.deployments().stream()
        .filter(control -> control.controls(name))
        .findFirst()
        .<Deployment>map(control -> new ControlledDeployment(name, control))
        .or(() -> declared(name).map(found -> linked(found, base)))
        .orElseThrow(() -> unknown(name));
  }

  private Optional<DeploymentConfig> declared(String name) {
    return tools.host().deployments().stream()
        .filter(declared -> declared.name().equals(name))
        .findFirst();
  }

  private Deployment linked(DeploymentConfig declared, Path base) {
    String restart = declared.restart();
    Service service = restart == null ? null : services.get(restart);
    return new LinkedDeployment(CurrentLink.of(declared, base), service);
  }

  private static Refused unknown(String name) {
    return new Refused(
        BlockReason.NO_REMEDIATOR,
        "Nobody here can take the deployment " + name + " back",
        "Declare it in self_healing.host.deployments with its releases and the link to the current"
            + " one, or register a DeploymentControl");
  }

  private Deployment deployment(ActionPlan plan, PlanRequest request) {
    return deployment(plan.request().target().name(), request.baseDirectory());
  }

  /** Where a service is restarted, too, nobody can tell after a crash whether that was done. */
  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    Deployment deployment = deployment(plan, request);
    String now = deployment.current();
    if (now.equals(text(plan.before()))) {
      return Inspection.BEFORE;
    }
    boolean half = moment == Moment.AFTER_CRASH && deployment.restarted().isPresent();
    if (now.equals(text(plan.after()))) {
      return half ? Inspection.UNKNOWN : Inspection.AFTER;
    }
    return Inspection.OTHER;
  }

  private static String text(Image image) {
    return new String(image.content().orElseThrow(), StandardCharsets.UTF_8);
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    return change(deployment(plan, request), plan.before(), plan.after(), request);
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    change(deployment(plan, request), plan.after(), plan.before(), request);
  }

  /** What cannot be restarted with the other release goes on with the one it had. */
  private static String change(Deployment deployment, Image from, Image to, PlanRequest request) {
    deployment.change(text(from), text(to));
    Asked.stepsOf(request).accept("w.linked");
    Optional<Service> service = deployment.restarted();
    if (service.isEmpty()) {
      return "";
    }
    try {
      return service.get().restart(request.baseDirectory());
    } catch (HealingException e) {
      deployment.change(text(to), text(from));
      throw e;
    }
  }
}
