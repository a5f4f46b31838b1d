package io.healing.core.parts;

import io.healing.api.HealingException;
import io.healing.api.PluginOption;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.util.List;

/** A monitor under a name that the program chose. */
final class NamedMonitor implements Monitor {
  static final String OWN = "own.";

  private final String name;
  private final Monitor monitor;

  NamedMonitor(String name, Monitor monitor) {
    if (!name.matches("[a-z][a-z0-9_-]{0,99}")) {
      throw new HealingException(
          "A monitor is to have the name \"" + name + "\"",
          "A name is one lower-case word, such as queue_depth.");
    }
    this.name = name;
    this.monitor = monitor;
  }

  @Override
  public String id() {
    return OWN + name;
  }

  @Override
  public List<PluginOption> options() {
    return monitor.options();
  }

  @Override
  public Duration interval() {
    return monitor.interval();
  }

  @Override
  public Observation check(MonitorRequest request) {
    return monitor.check(request);
  }
}
