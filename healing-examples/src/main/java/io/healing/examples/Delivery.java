package io.healing.examples;

import io.healing.api.act.DeploymentControl;
import java.util.Optional;

/** Stands for a system of continuous delivery; its releases are 1.2.2 and 1.2.3. */
public class Delivery implements DeploymentControl {
  private volatile String release = "1.2.3";

  @Override
  public String id() {
    return "example.delivery";
  }

  @Override
  public boolean controls(String deployment) {
    return deployment.equals("shop");
  }

  @Override
  public String current(String deployment) {
    return release;
  }

  String current() {
    return release;
  }

  @Override
  public Optional<String> before(String deployment, String current) {
    return current.equals("1.2.3") ? Optional.of("1.2.2") : Optional.empty();
  }

  @Override
  public void use(String deployment, String wanted) {
    release = wanted;
  }
}
