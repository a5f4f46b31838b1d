package io.healing.core.environment;

import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.EnvironmentGroup;
import io.healing.api.environment.JavaRequirement;
import io.healing.api.environment.Level;
import java.util.stream.Collectors;

/** The Java that runs this program is new enough. */
final class JavaCheck implements EnvironmentCheck {
  private final Runtime.Version version;

  JavaCheck(Runtime.Version version) {
    this.version = version;
  }

  @Override
  public String id() {
    return "healing.environment-java";
  }

  @Override
  public EnvironmentGroup group() {
    return EnvironmentGroup.DEPENDENCIES;
  }

  @Override
  public Observation check(MonitorRequest request) {
    Observation.Builder said = Observation.builder();
    JavaRequirement required = request.environment().java();
    if (required != null) {
      look(required, said);
    }
    return said.build();
  }

  private void look(JavaRequirement required, Observation.Builder said) {
    Trouble java =
        Trouble.of(Parts.of("java"), ErrorType.DEPENDENCY_FAILURE, required.level(), Level.ERROR);
    int wanted = required.minVersion();
    String words = "Java " + numbers() + ", " + wanted + " or newer is wanted";
    if (version.feature() >= wanted) {
      said.clear(java.subject(), words);
    } else {
      said.finding(
          java.told(
              "java_too_old",
              words,
              "Install Java " + wanted + " or newer, set JAVA_HOME to it and start again"));
    }
  }

  private String numbers() {
    return version.version().stream().map(String::valueOf).collect(Collectors.joining("."));
  }
}
