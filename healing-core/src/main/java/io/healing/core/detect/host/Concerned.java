package io.healing.core.detect.host;

import io.healing.api.Target;
import io.healing.api.act.ServiceConfig;
import io.healing.api.host.Handle;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of the program a finding is about, as evidence: {@code target}, a registered handle with
 * something to change, and {@code service}, one that can be restarted. Actions are only proposed on
 * what a finding names.
 */
final class Concerned {
  private static final String TARGET = "target";

  private Concerned() {}

  /** With the handle as the target, where something of it can be changed. */
  static Map<String, String> handle(Handle handle, Map<String, String> evidence) {
    Map<String, String> all = new TreeMap<>(evidence);
    if (!handle.settings().isEmpty()) {
      all.put(TARGET, handle.target().toString());
    }
    return all;
  }

  /** The registered handle of this target. */
  static Map<String, String> handle(HostSettings settings, Target target) {
    return settings.handles().stream()
        .filter(handle -> handle.target().equals(target))
        .findFirst()
        .map(handle -> handle(handle, Map.of()))
        .orElse(Map.of());
  }

  /** Of an endpoint the handle of its time limit, and the service that answers at it. */
  static Map<String, String> endpoint(HostSettings settings, String endpoint) {
    String shown = Endpoints.shown(endpoint);
    Map<String, String> all = new TreeMap<>(handle(settings, new Target("timeout", shown)));
    settings.services().stream()
        .filter(service -> answers(service, shown))
        .findFirst()
        .ifPresent(service -> all.put("service", service.name()));
    return all;
  }

  private static boolean answers(ServiceConfig service, String shown) {
    return service.endpoints().stream().map(Endpoints::shown).anyMatch(shown::equals);
  }
}
