package io.healing.core.act;

import io.healing.api.act.ServiceControl;
import io.healing.api.decide.BlockReason;
import io.healing.core.process.BoundedCommand;
import java.nio.file.Path;
import java.util.Optional;

/** The services that can be restarted here: by plug-ins, and as the configuration declares. */
final class Services {
  private final Tools tools;
  private final BoundedCommand runner;

  Services(Tools tools) {
    this.tools = tools;
    runner = new BoundedCommand(tools.limits().commandTimeout(), tools.limits().commandOutput());
  }

  /**
   * A service by its name.
   *
   * @throws Refused when nobody here can restart it
   */
  Service get(String name) {
    return controlled(name).or(() -> declared(name)).orElseThrow(() -> unknown(name));
  }

  private Optional<Service> controlled(String name) {
    return tools.services().stream()
        .filter(control -> control.controls(name))
        .findFirst()
        .map(control -> new ControlledService(name, control));
  }

  private Optional<Service> declared(String name) {
    return tools.host().services().stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .map(service -> new CommandService(service, runner));
  }

  private static Refused unknown(String name) {
    return new Refused(
        BlockReason.NO_REMEDIATOR,
        "Nobody here can restart the service " + name,
        "Declare it in self_healing.host.services with its systemd unit or the command that"
            + " restarts it, or register a ServiceControl");
  }

  /** Whether a service that was just restarted does not run; false where nothing can tell. */
  static boolean down(Service service, Path directory) {
    return service
        .status(directory)
        .map(ServiceControl.Status::running)
        .filter(on -> !on)
        .isPresent();
  }
}
