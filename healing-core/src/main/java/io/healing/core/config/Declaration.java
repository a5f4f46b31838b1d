package io.healing.core.config;

import io.healing.api.environment.DatabaseRequirement;
import io.healing.api.environment.DirectoryRequirement;
import io.healing.api.environment.EndpointRequirement;
import io.healing.api.environment.EnvFileConfig;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.environment.ExecutableRequirement;
import io.healing.api.environment.PackageRequirement;
import io.healing.api.environment.RuntimeRequirement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the constraints on one component cannot say of a declared environment. One thread's. */
final class Declaration {
  private static final String ROOT = "environment.";
  private static final int LAST_PORT = 65_535;

  private final EnvironmentConfig environment;
  private final List<Checks.Problem> found = new ArrayList<>();
  private final Map<String, String> places = new HashMap<>();

  Declaration(EnvironmentConfig environment) {
    this.environment = environment;
  }

  List<Checks.Problem> problems() {
    names();
    paths();
    addresses();
    return found;
  }

  private void names() {
    List<RuntimeRequirement> runtimes = environment.runtimes();
    for (int i = 0; i < runtimes.size(); i++) {
      once("runtime", runtimes.get(i).name(), "runtimes[" + i + "].name");
    }
    List<ExecutableRequirement> executables = environment.executables();
    for (int i = 0; i < executables.size(); i++) {
      once("executable", executables.get(i).name(), "executables[" + i + "].name");
    }
  }

  private void paths() {
    EnvFileConfig file = environment.envFile();
    if (file != null) {
      path("place", file.path(), "env_file.path");
    }
    List<DirectoryRequirement> directories = environment.directories();
    for (int i = 0; i < directories.size(); i++) {
      path("place", directories.get(i).path(), "directories[" + i + "].path");
    }
    List<DatabaseRequirement> databases = environment.databases();
    for (int i = 0; i < databases.size(); i++) {
      path("place", databases.get(i).path(), "databases[" + i + "].path");
    }
    List<PackageRequirement> packages = environment.packages();
    for (int i = 0; i < packages.size(); i++) {
      String manifest = packages.get(i).dir() + "/" + packages.get(i).manifest();
      path("packages", manifest, "packages[" + i + "].manifest");
    }
  }

  /** What is no path is told by the check of all texts. */
  private void path(String kind, String written, String at) {
    if (Shapes.path(written).isEmpty()) {
      String plain = Path.of(written).normalize().toString();
      once(kind, plain.isEmpty() ? "." : plain, at);
    }
  }

  private void addresses() {
    List<EndpointRequirement> endpoints = environment.endpoints();
    for (int i = 0; i < endpoints.size(); i++) {
      EndpointRequirement endpoint = endpoints.get(i);
      String at = "endpoints[" + i + "].address";
      if (EndpointRequirement.isAddress(endpoint.address())) {
        once("endpoint", endpoint.address(), at);
        port(endpoint, at);
      }
    }
  }

  private void port(EndpointRequirement endpoint, String at) {
    if (endpoint.port() < 1 || endpoint.port() > LAST_PORT) {
      add(
          at,
          Faults.quote(endpoint.address()) + " has no port from 1 to " + LAST_PORT + ". Write one");
    }
  }

  /** A stand-in takes the place of what is wrong already, so two of them are nothing new. */
  private void once(String kind, String name, String at) {
    String first = places.putIfAbsent(kind + " " + name, ROOT + at);
    if (first != null && !name.endsWith(StandIn.TEXT)) {
      add(at, Faults.quote(name) + " is declared twice, first at " + first + ". Remove one");
    }
  }

  private void add(String at, String message) {
    found.add(new Checks.Problem(ROOT + at, message));
  }
}
