package io.healing.core.detect.host;

import io.healing.api.Target;
import io.healing.api.host.Handle;
import io.healing.api.host.Setting;
import java.util.List;
import java.util.Map;

/** A handle of which a test says what it shows; with no readings it cannot be read. */
final class ShownHandle implements Handle {
  private final Target target;
  private final Map<String, Double> readings;
  private final List<Setting> settings;

  ShownHandle(String target, Map<String, Double> readings, List<Setting> settings) {
    this.target = Target.parse(target);
    this.readings = readings;
    this.settings = settings;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public Map<String, Double> readings() {
    if (readings.isEmpty()) {
      throw new IllegalStateException("closed");
    }
    return Map.copyOf(readings);
  }

  @Override
  public List<Setting> settings() {
    return settings;
  }
}
