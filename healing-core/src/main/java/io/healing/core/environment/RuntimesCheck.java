package io.healing.core.environment;

import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.EnvironmentGroup;
import io.healing.api.environment.Level;
import io.healing.api.environment.RuntimeRequirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Other programs are there and new enough; each is asked with {@code --version}. */
final class RuntimesCheck implements EnvironmentCheck {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String ASKED = "--version";

  private final Programs programs;
  private final Asking asking;

  RuntimesCheck(Programs programs) {
    this(programs, new Asking(LIMIT));
  }

  RuntimesCheck(Programs programs, Asking asking) {
    this.programs = programs;
    this.asking = asking;
  }

  @Override
  public String id() {
    return "healing.environment-runtimes";
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
        .runtimes()
        .forEach(required -> look(required, request.baseDirectory(), said));
    return said.build();
  }

  private void look(RuntimeRequirement required, Path base, Observation.Builder said) {
    Trouble runtime =
        Trouble.of(
            Parts.named("runtime", required.name()),
            ErrorType.DEPENDENCY_FAILURE,
            required.level(),
            Level.ERROR);
    Optional<Path> program = programs.find(required.name(), base);
    if (program.isEmpty()) {
      said.finding(missing(runtime, required));
      return;
    }
    Asking.Answer answer = asking.ask(program.get(), List.of(ASKED), base);
    Optional<Version> version = answer.good() ? Version.in(answer.output()) : Optional.empty();
    if (version.isPresent()) {
      compare(runtime, required, version.get(), said);
    } else {
      unread(runtime, required, answer, said);
    }
  }

  private static Finding missing(Trouble runtime, RuntimeRequirement required) {
    return runtime.told(
        "runtime_missing",
        required.name() + " is not on the PATH" + wanted(required),
        install(required));
  }

  private static void compare(
      Trouble runtime, RuntimeRequirement required, Version version, Observation.Builder said) {
    String least = required.minVersion();
    String words = required.name() + " " + version.text() + wanted(required);
    if (least == null || version.atLeast(new Version(least))) {
      said.clear(runtime.subject(), words);
    } else {
      said.finding(runtime.told("runtime_too_old", words, install(required)));
    }
  }

  /** A program that answers without a version will do where any version will. */
  private static void unread(
      Trouble runtime,
      RuntimeRequirement required,
      Asking.Answer answer,
      Observation.Builder said) {
    if (answer.good() && required.minVersion() == null) {
      said.clear(runtime.subject(), required.name() + " answers, without a version");
      return;
    }
    String why = answer.good() ? "its answer has no number" : answer.why();
    said.finding(
        runtime.told(
            "runtime_unreadable",
            "The version of " + required.name() + " cannot be read" + wanted(required) + ": " + why,
            "Run " + Shell.line(List.of(required.name(), ASKED)) + " and mend what it says"));
  }

  private static String wanted(RuntimeRequirement required) {
    return required.minVersion() == null
        ? ""
        : ", " + required.minVersion() + " or newer is wanted";
  }

  private static String install(RuntimeRequirement required) {
    String version = required.minVersion() == null ? "" : " " + required.minVersion() + " or newer";
    return "Install " + required.name() + version + " and see that it is first on the PATH";
  }
}
