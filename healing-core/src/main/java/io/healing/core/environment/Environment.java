package io.healing.core.environment;

import io.healing.api.detect.EnvironmentCheck;
import java.util.List;

/** The checks of the environment that come with Healing. Without state and thread-safe. */
public final class Environment {
  private Environment() {}

  /** The checks, in the order of the report. */
  public static List<EnvironmentCheck> builtIn() {
    Programs programs = Programs.ofSystem();
    return List.of(
        new EnvFileCheck(),
        new DirectoriesCheck(Rights.ofSystem()),
        new DiskCheck(),
        new JavaCheck(Runtime.version()),
        new RuntimesCheck(programs),
        new ExecutablesCheck(programs),
        new PackagesCheck(programs),
        new EndpointsCheck());
  }
}
