package io.healing.core.environment;

import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.EnvironmentGroup;
import io.healing.api.environment.ExecutableRequirement;
import io.healing.api.environment.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Programs are there and may be run. */
final class ExecutablesCheck implements EnvironmentCheck {
  private final Programs programs;

  ExecutablesCheck(Programs programs) {
    this.programs = programs;
  }

  @Override
  public String id() {
    return "healing.environment-executables";
  }

  @Override
  public EnvironmentGroup group() {
    return EnvironmentGroup.DEPENDENCIES;
  }

  @Override
  public Observation check(MonitorRequest request) {
    Observation.Builder said = Observation.builder();
    request
        .environment()
        .executables()
        .forEach(required -> look(required, request.baseDirectory(), said));
    return said.build();
  }

  private void look(ExecutableRequirement required, Path base, Observation.Builder said) {
    Trouble executable =
        Trouble.of(
            Parts.named("executable", required.name()),
            ErrorType.DEPENDENCY_FAILURE,
            required.level(),
            Level.ERROR);
    Optional<Path> found = programs.find(required.name(), base);
    if (found.isEmpty()) {
      said.finding(missing(executable, required.name()));
    } else if (Files.isExecutable(found.get())) {
      said.clear(executable.subject(), required.name() + " is " + found.get());
    } else {
      said.finding(denied(executable, found.get()));
    }
  }

  private static Finding missing(Trouble executable, String name) {
    return Programs.isPath(name)
        ? executable.told(
            "executable_missing", "The program " + name + " is missing", "Install it at " + name)
        : executable.told(
            "executable_missing",
            "The program " + name + " is not on the PATH",
            "Install " + name + ", or add its directory to the PATH");
  }

  private static Finding denied(Trouble executable, Path file) {
    return executable.told(
        "permission_denied",
        "The program " + file + " may not be run: " + Rights.words(file),
        Rights.mend(file, "x"));
  }
}
