package io.healing.core.config;

import io.healing.api.act.DeploymentConfig;
import io.healing.api.act.ServiceConfig;
import io.healing.api.config.HostConfig;
import io.healing.api.environment.EndpointRequirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the constraints on one component cannot say of {@code self_healing.host}. One thread's. */
final class HostChecks {
  private static final String ROOT = "self_healing.host.";
  private static final Duration LONGEST = Duration.ofDays(1);

  private final HostConfig host;
  private final List<Checks.Problem> found = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();

  HostChecks(HostConfig host) {
    this.host = host;
  }

  List<Checks.Problem> problems() {
    for (int i = 0; i < host.services().size(); i++) {
      service("services[" + i + "]", host.services().get(i));
    }
    for (int i = 0; i < host.deployments().size(); i++) {
      deployment("deployments[" + i + "]", host.deployments().get(i));
    }
    time(host.recordings().mostTime());
    return found;
  }

  private void service(String at, ServiceConfig service) {
    once("service", service.name(), at);
    String unit = service.unit();
    if (unit == null && service.restart().isEmpty()) {
      add(at, "has neither unit nor restart. Write the systemd unit, or the command");
    } else if (unit != null && !service.restart().isEmpty()) {
      add(at, "has both unit and restart. Take one of them out");
    } else if (unit != null && (unit.isBlank() || unit.startsWith("-"))) {
      add(at + ".unit", Faults.quote(unit) + " is no systemd unit. Write one, as in web.service");
    }
    for (int i = 0; i < service.endpoints().size(); i++) {
      endpoint(at + ".endpoints[" + i + "]", service.endpoints().get(i));
    }
  }

  private void endpoint(String at, String written) {
    if (!written.equals(StandIn.TEXT) && !written.isBlank()) {
      wrong(written).ifPresent(why -> add(at, Faults.quote(written) + why));
    }
    String first = names.putIfAbsent("endpoint " + written, ROOT + at);
    if (first != null && !written.equals(StandIn.TEXT)) {
      add(at, Faults.quote(written) + " is written twice, first at " + first + ". Remove one");
    }
  }

  private static Optional<String> wrong(String endpoint) {
    if (EndpointRequirement.isAddress(endpoint)) {
      return Shapes.endpoint(endpoint);
    }
    return endpoint.startsWith("http")
        ? Shapes.url(endpoint)
        : Optional.of(" is no endpoint. Write host:port, or an http address");
  }

  private void deployment(String at, DeploymentConfig deployment) {
    once("deployment", deployment.name(), at);
  }

  private void once(String kind, String name, String at) {
    String first = names.putIfAbsent(kind + " " + name, ROOT + at + ".name");
    if (first != null && !name.equals(StandIn.TEXT)) {
      add(
          at + ".name",
          Faults.quote(name) + " is declared twice, first at " + first + ". Remove one");
    }
  }

  private void time(Duration most) {
    if (most.isNegative() || most.isZero() || most.compareTo(LONGEST) > 0) {
      add("recordings.most_time", Durations.text(most) + " must be longer than 0s and at most 24h");
    }
  }

  private void add(String at, String message) {
    found.add(new Checks.Problem(ROOT + at, message));
  }
}
