package io.healing.api.act;

import io.healing.api.Plugin;
import java.util.Optional;

/**
 * How the release of a deployment is changed that only a plug-in knows how to reach. A directory of
 * releases with a link to the current one needs none: it is declared in {@code
 * self_healing.host.deployments}, and a plug-in that controls a deployment of the same name wins
 * over that. Called from the actions lane and from the checks lane.
 */
public interface DeploymentControl extends Plugin {

  /** Whether this plug-in controls the deployment of that name; answers at once. */
  boolean controls(String deployment);

  /** The release that is in use now. */
  String current(String deployment);

  /** The release that was in use before the one given; empty where there is none to go back to. */
  Optional<String> before(String deployment, String release);

  /**
   * Puts a release into use; returns when that is done or ordered.
   *
   * @throws io.healing.api.HealingException when it was not done; the old one is in use then
   */
  void use(String deployment, String release);
}
