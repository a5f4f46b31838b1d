package io.healing.core.act;

import io.healing.api.act.DeploymentControl;
import io.healing.api.act.LogLevelControl;
import io.healing.api.act.ServiceControl;
import io.healing.api.config.HostConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.host.Handle;
import java.util.List;

/**
 * What the built-in remediators work with.
 *
 * @param limits time and size limits
 * @param host what the configuration declares around the jobs
 * @param handles what the program handed over of itself; no two of one target
 * @param services plug-ins that restart services; the first that controls one does it
 * @param deployments plug-ins that change releases; the first that controls one does it
 * @param logLevels plug-ins that change the levels of loggers; the first does it for all
 */
public record Tools(
    LimitsConfig limits,
    HostConfig host,
    List<Handle> handles,
    List<ServiceControl> services,
    List<DeploymentControl> deployments,
    List<LogLevelControl> logLevels) {

  /** Copies the lists. */
  public Tools {
    handles = List.copyOf(handles);
    services = List.copyOf(services);
    deployments = List.copyOf(deployments);
    logLevels = List.copyOf(logLevels);
  }

  /** The limits alone: nothing is declared or handed over. */
  public static Tools of(LimitsConfig limits) {
    return new Tools(limits, HostConfig.defaults(), List.of(), List.of(), List.of(), List.of());
  }
}
