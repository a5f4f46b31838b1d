package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.config.HealingConfig;
import io.healing.api.environment.EndpointRequirement;
import io.healing.core.detect.Detection;
import java.util.HashSet;
import java.util.Set;

/**
 * The parts of the environment that are the program's own: its handles, its data sources, and the
 * endpoints that the environment does not declare. They are watched while the program runs, and
 * healed as the root of the configuration permits. All other parts are declared, and the doctor's.
 *
 * @param config tells what is declared
 * @param names the handles and data sources
 */
record ProgramParts(HealingConfig config, Set<Subject> names) {
  private static final String ENDPOINT = "endpoint/";

  /** Copies the names. */
  ProgramParts {
    names = Set.copyOf(names);
  }

  /** No program is at hand. */
  static ProgramParts none(HealingConfig config) {
    return new ProgramParts(config, Set.of());
  }

  /** What this program handed over. */
  static ProgramParts of(HealingConfig config, HostParts host) {
    Set<Subject> names = new HashSet<>();
    host.watched().forEach(handle -> names.add(Detection.part(handle.target().toString())));
    host.dataSources().keySet().forEach(name -> names.add(Detection.part("data_source/" + name)));
    return new ProgramParts(config, names);
  }

  /** Whether a subject is the program's own part. */
  boolean has(Subject subject) {
    return names.contains(subject) || (endpoint(subject) && !declared(subject));
  }

  private static boolean endpoint(Subject subject) {
    return subject.name().startsWith(Subject.environment(ENDPOINT).name());
  }

  private boolean declared(Subject subject) {
    return config.environment().endpoints().stream()
        .map(EndpointRequirement::address)
        .anyMatch(address -> Detection.part(ENDPOINT + address).equals(subject));
  }
}
