package io.healing.core.act;

import io.healing.api.act.DeploymentControl;
import io.healing.api.decide.BlockReason;
import java.nio.file.Path;
import java.util.Optional;

/** A deployment that a plug-in controls. */
record ControlledDeployment(String name, DeploymentControl control) implements Deployment {

  @Override
  public String current() {
    return control.current(name);
  }

  @Override
  public String release(String state) {
    return state;
  }

  @Override
  public Optional<String> before(String state) {
    return control.before(name, state);
  }

  @Override
  public void change(String expected, String next) {
    String now = current();
    if (!now.equals(expected)) {
      throw new Refused(
          BlockReason.WORLD_MOVED_ON,
          "The deployment " + name + " is at release " + now + ", no longer at " + expected,
          "Plan it again");
    }
    control.use(name, next);
  }

  @Override
  public Optional<Path> writes() {
    return Optional.empty();
  }

  @Override
  public Optional<Service> restarted() {
    return Optional.empty();
  }
}
