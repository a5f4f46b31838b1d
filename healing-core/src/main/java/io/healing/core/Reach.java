package io.healing.core;

import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.DeploymentConfig;
import io.healing.api.config.HostConfig;
import java.util.Set;

/**
 * What can be changed, and taken back, without the program that runs the job.
 *
 * @param host what is declared of the machine
 */
record Reach(HostConfig host) {
  private static final Set<String> WITHOUT_PROGRAM = Set.of("file", "command", "sqlite");

  /** What a plug-in of that program would do is not done from here in another way. */
  boolean has(ActionPlan plan) {
    Target target = plan.request().target();
    return switch (target.scheme()) {
      case "service" -> declaredService(target.name()) && plan.details().containsKey("argument.0");
      case "deployment" ->
          declaredDeployment(target.name()) && plan.details().containsKey("writes");
      default -> WITHOUT_PROGRAM.contains(target.scheme());
    };
  }

  private boolean declaredService(String name) {
    return host.services().stream().anyMatch(known -> known.name().equals(name));
  }

  private boolean declaredDeployment(String name) {
    return host.deployments().stream()
        .filter(known -> known.name().equals(name))
        .map(DeploymentConfig::restart)
        .anyMatch(restart -> restart == null || declaredService(restart));
  }
}
