package io.healing.api.act;

import io.healing.api.Plugin;
import java.util.List;
import java.util.Optional;

/**
 * How the level of a logger is read and changed. The one for {@code java.util.logging} is built in;
 * a plug-in for another logging library wins over it for all loggers. Called from the actions lane
 * and from the checks lane.
 */
public interface LogLevelControl extends Plugin {

  /** The levels that it knows, from the one that says least to the one that says most. */
  List<String> levels();

  /**
   * The level that was set for this logger itself; empty where it has that of the loggers above it.
   */
  Optional<String> level(String logger);

  /**
   * Sets the level of a logger.
   *
   * @param level one of {@link #levels}; empty to let it have that of the loggers above it
   * @throws io.healing.api.HealingException when it was not done
   */
  void set(String logger, Optional<String> level);
}
