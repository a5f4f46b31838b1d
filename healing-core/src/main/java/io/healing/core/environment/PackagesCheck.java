package io.healing.core.environment;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.EnvironmentGroup;
import io.healing.api.environment.Level;
import io.healing.api.environment.PackageRequirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Packages of other languages are installed, as a declared command tells. */
final class PackagesCheck implements EnvironmentCheck {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String HERE = ".";
  private static final String MISSING = "package_missing";

  private final Programs programs;
  private final Asking asking;

  PackagesCheck(Programs programs) {
    this(programs, new Asking(LIMIT));
  }

  PackagesCheck(Programs programs, Asking asking) {
    this.programs = programs;
    this.asking = asking;
  }

  @Override
  public String id() {
    return "healing.environment-packages";
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
        .packages()
        .forEach(required -> look(required, request.baseDirectory(), said));
    return said.build();
  }

  private void look(PackageRequirement required, Path base, Observation.Builder said) {
    Path directory = base.resolve(required.dir());
    Optional<Path> program = program(required, directory);
    if (!Files.isRegularFile(directory.resolve(required.manifest()))) {
      said.finding(
          trouble(required)
              .told(
                  "manifest_missing",
                  manifest(required) + ", which lists the packages, is missing",
                  "Get it from where the program comes from, or mend its name in the"
                      + " configuration"));
    } else if (program.isEmpty()) {
      said.finding(notFound(required));
    } else {
      List<String> arguments = required.check().subList(1, required.check().size());
      answered(required, asking.ask(program.get(), arguments, directory), said);
    }
  }

  private Optional<Path> program(PackageRequirement required, Path directory) {
    return programs.find(required.check().get(0), directory).filter(Files::isExecutable);
  }

  private static Finding notFound(PackageRequirement required) {
    String name = required.check().get(0);
    return trouble(required)
        .told(
            "command_not_found",
            "The packages of "
                + manifest(required)
                + " cannot be checked, because the program "
                + name
                + " is not there",
            "Install " + name + " or add its directory to the PATH. " + mend(required));
  }

  private static void answered(
      PackageRequirement required, Asking.Answer answer, Observation.Builder said) {
    Trouble packages = trouble(required);
    String name = manifest(required);
    if (answer.good()) {
      said.clear(packages.subject(), "packages of " + name);
    } else if (answer.fault().isEmpty()) {
      String words = "Packages of " + name + " are missing: " + line(required) + ": ";
      said.finding(packages.told(MISSING, words + answer.why(), mend(required)));
    } else {
      said.finding(
          packages.told(
              "package_unreadable",
              "The packages of " + name + " cannot be checked: " + answer.why(),
              "Run " + line(required) + " by hand and mend what it says"));
    }
  }

  private static String line(PackageRequirement required) {
    return Shell.line(required.dir(), required.check());
  }

  private static String mend(PackageRequirement required) {
    return required.install().isEmpty()
        ? "Install what " + manifest(required) + " lists"
        : "Run: " + Shell.line(required.dir(), required.install());
  }

  private static Trouble trouble(PackageRequirement required) {
    return Trouble.of(
        Parts.named("packages", manifest(required)),
        ErrorType.DEPENDENCY_FAILURE,
        required.level(),
        Level.WARNING);
  }

  private static String manifest(PackageRequirement required) {
    return Path.of(required.dir()).resolve(required.manifest()).normalize().toString();
  }

  @Override
  public List<ActionRequest> mends(Finding finding, MonitorRequest request) {
    return request.environment().packages().stream()
        .filter(required -> !required.install().isEmpty())
        .filter(required -> trouble(required).is(finding, MISSING))
        .map(PackagesCheck::installed)
        .toList();
  }

  private static ActionRequest installed(PackageRequirement required) {
    ActionRequest wish =
        ActionRequest.of(ActionType.RUN_COMMAND, Target.command(required.install()));
    return required.dir().equals(HERE) ? wish : wish.with("directory", required.dir());
  }
}
