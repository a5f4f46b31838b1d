package io.healing.api.detect;

import io.healing.api.Plugin;
import java.time.Duration;

/** Looks at subjects and says what is wrong with them now. */
public interface Monitor extends Plugin {

  /** How often to look; by default every 30 seconds. */
  default Duration interval() {
    return Duration.ofSeconds(30);
  }

  /**
   * Looks once. Called from a thread of the checks lane, never twice at the same time; has 10
   * seconds by default. What it throws becomes the finding {@code plugin.failed}.
   */
  Observation check(MonitorRequest request);
}
