package io.healing.cli;

import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.DoctorScope;
import io.healing.api.environment.EnvironmentGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks the environment, and heals it when told to. */
@Command(
    name = "doctor",
    description = {
      "Checks the environment that the configuration declares; with --fix heals it and checks it"
          + " again.",
      "Ends with 0 when all is well, 2 when only warnings are left, 1 when errors are."
    },
    sortOptions = false)
final class DoctorCommand extends CliCommand {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--fix", description = "Heals what the declaration allows to heal.")
  private boolean fix;

  @Option(names = "--install", description = "With --fix or --dry-run: installs packages, too.")
  private boolean install;

  @Option(names = "--dry-run", description = "Only tells what --fix would do.")
  private boolean dryRun;

  @ArgGroup private @Nullable Part part;

  @Option(
      names = "--only",
      paramLabel = "CODE",
      description = "Heals only findings of this code; may be given again.")
  private List<String> only = List.of();

  @Option(names = "--quiet", description = "Shows only what is not well, and the summary.")
  private boolean quiet;

  @Option(names = "--json", description = "As one JSON document, for programs.")
  private boolean json;

  /** What is looked at. */
  private static final class Part {
    @Option(names = "--db-only", description = "Looks at the databases alone.")
    private boolean databases;

    @Option(names = "--fs-only", description = "Looks at the file system alone.")
    private boolean files;

    Set<EnvironmentGroup> groups() {
      return Map.of(EnvironmentGroup.DATABASES, databases, EnvironmentGroup.FILE_SYSTEM, files)
          .entrySet()
          .stream()
          .filter(Map.Entry::getValue)
          .map(Map.Entry::getKey)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  DoctorCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (install && !fix && !dryRun) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "--install needs --fix, or --dry-run to tell what it would do");
    }
    DoctorCall doctor = new DoctorCall(session());
    DoctorReport found = doctor.check(scope());
    DoctorReport report = fix && !dryRun ? doctor.heal(scope(), found) : found;
    if (json) {
      terminal().json(document(report));
    } else {
      new ReportText(terminal(), terminal().out()).print(report, quiet);
    }
    return report.exitCode();
  }

  private DoctorScope scope() {
    DoctorScope scope = DoctorScope.all().withInstall(install).withCodes(Set.copyOf(only));
    return part == null ? scope : scope.withGroups(part.groups());
  }

  private Map<String, @Nullable Object> document(DoctorReport report) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("exit_code", report.exitCode());
    document.put("fix", fix && !dryRun);
    document.put("dry_run", dryRun);
    Map<String, @Nullable Object> counts = new LinkedHashMap<>();
    report.counts().forEach((state, count) -> counts.put(state.word(), count));
    document.put("counts", counts);
    document.put("entries", ReportText.ENTRIES.values(report.entries()));
    return document;
  }
}
