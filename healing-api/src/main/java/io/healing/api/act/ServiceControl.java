package io.healing.api.act;

import io.healing.api.Plugin;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a service is restarted that only a plug-in knows how to reach: a container, a server inside
 * of this program, something behind another system's interface. What a command or a systemd unit
 * can do needs none: it is declared in {@code self_healing.host.services}, and a plug-in that
 * controls a service of the same name wins over that. Called from the actions lane and, for {@link
 * #status}, from the checks lane.
 */
public interface ServiceControl extends Plugin {

  /**
   * How a service stands.
   *
   * @param running whether it runs
   * @param since when it last began to run; null where that is not known or it does not run
   */
  record Status(boolean running, @Nullable Instant since) {}

  /** Whether this plug-in controls the service of that name; answers at once. */
  boolean controls(String service);

  /**
   * Restarts the service; returns when the restart is done or ordered, and never waits for what it
   * brings.
   *
   * @throws io.healing.api.HealingException when it was not restarted
   */
  void restart(String service);

  /** How the service stands now; empty where that cannot be told. */
  Optional<Status> status(String service);
}
