package io.healing.api.detect;

import io.healing.api.ActionRequest;
import io.healing.api.environment.EnvironmentGroup;
import java.time.Duration;
import java.util.List;

/**
 * A monitor of the environment: what a program needs before it can work. The doctor asks it before
 * the program starts, and the loop as an alarm while it runs.
 *
 * <p>Its subjects are {@link io.healing.api.Subject#environment}, one for each thing that can be
 * well or not by itself, because a repair is judged by what is then found on its subject. A finding
 * of high or critical severity is an error, a lower one a warning. What is well is named with what
 * was seen of it.
 *
 * <p>A class that is a {@link io.healing.api.act.Remediator} as well brings its own fix: it answers
 * with a wish for an action type of its own in {@link #mends}. It is registered once, on the
 * builder or as a service of this interface, and needs nothing else.
 */
public interface EnvironmentCheck extends Monitor {

  /** Under which heading its findings are reported. */
  EnvironmentGroup group();

  /** How often to look while the program runs; by default every 5 minutes. */
  @Override
  default Duration interval() {
    return Duration.ofMinutes(5);
  }

  /**
   * What would mend a finding of this check: wishes in the order in which they are to be fulfilled.
   * They may only add what is declared and never change or take away. Reads only.
   *
   * @return empty when only a person can mend it
   */
  default List<ActionRequest> mends(Finding finding, MonitorRequest request) {
    return List.of();
  }
}
