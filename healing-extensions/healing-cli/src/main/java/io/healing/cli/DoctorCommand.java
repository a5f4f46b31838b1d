package io.healing.cli;

import io.healing.api.HealingException;
import io.healing.api.environment.DoctorEntry;
import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.DoctorScope;
import io.healing.api.environment.EnvironmentGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Checks the environment, and heals it when told to. Put together without annotations. */
final class DoctorCommand extends CliCommand {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z0-9_-]+)+");

  private final OptionSpec fix = flag("--fix", "Heals what the declaration allows to heal.");
  private final OptionSpec install =
      flag("--install", "With --fix or --dry-run: installs packages, too.");
  private final OptionSpec dryRun = flag("--dry-run", "Only tells what --fix would do.");
  private final OptionSpec databases = flag("--db-only", "Looks at the databases alone.");
  private final OptionSpec files = flag("--fs-only", "Looks at the file system alone.");
  private final OptionSpec only =
      OptionSpec.builder("--only")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .paramLabel("CODE")
          .description("Heals only findings of this code; may be given again.")
          .build();
  private final OptionSpec quiet = flag("--quiet", "Shows only what is not well, and the summary.");
  private final OptionSpec json = flag("--json", "As one JSON document, for programs.");
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  DoctorCommand(Session session) {
    super(session);
    spec.name(CommandName.DOCTOR.word());
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Checks the environment that the configuration declares; with --fix heals it and checks"
                + " it again.",
            "Ends with 0 when all is well, 2 when only warnings are left, 1 when errors are.");
    spec.addOption(fix).addOption(install).addOption(dryRun);
    spec.addArgGroup(ArgGroupSpec.builder().addArg(databases).addArg(files).build());
    spec.addOption(only).addOption(quiet).addOption(json);
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  @Override
  Object command() {
    return spec;
  }

  @Override
  public Integer call() {
    if (given(install) && !given(fix) && !given(dryRun)) {
      throw new ParameterException(
          spec.commandLine(), "--install needs --fix, or --dry-run to tell what it would do");
    }
    DoctorCall doctor = new DoctorCall(session());
    DoctorReport found = doctor.check(scope());
    tellUnmet(found);
    if (!given(fix) || given(dryRun)) {
      return show(found, null);
    }
    try {
      return show(doctor.heal(scope(), found), null);
    } catch (HealingException e) {
      show(found, e);
      throw e;
    }
  }

  /** How it stands; with what kept the doctor from mending anything, or null. */
  private int show(DoctorReport report, @Nullable HealingException fault) {
    if (given(json)) {
      terminal().json(document(report, fault));
    } else {
      new ReportText(terminal(), terminal().out()).print(report, given(quiet));
    }
    terminal().flush();
    return report.exitCode();
  }

  private void tellUnmet(DoctorReport found) {
    List<String> codes = found.entries().stream().map(DoctorEntry::code).distinct().toList();
    List<String> left =
        found.entries().stream().filter(DoctorEntry::left).map(DoctorEntry::code).toList();
    for (String code : codes()) {
      if (!codes.contains(code)) {
        terminal()
            .warn(
                "--only "
                    + code
                    + ": nothing that was found has this code"
                    + (left.isEmpty() ? "" : ". Found: " + String.join(", ", Set.copyOf(left))));
      }
    }
  }

  private Set<String> codes() {
    List<String> given = only.getValue();
    Set<String> codes = given == null ? Set.of() : new TreeSet<>(given);
    for (String code : codes) {
      if (!CODE.matcher(code).matches()) {
        throw new ParameterException(
            spec.commandLine(),
            "--only: \"" + code + "\" is no code, such as environment.directory_missing");
      }
    }
    return codes;
  }

  private static boolean given(OptionSpec flag) {
    return Boolean.TRUE.equals(flag.getValue());
  }

  private DoctorScope scope() {
    DoctorScope scope = DoctorScope.all().withInstall(given(install)).withCodes(codes());
    if (given(databases)) {
      return scope.withGroups(Set.of(EnvironmentGroup.DATABASES));
    }
    return given(files) ? scope.withGroups(Set.of(EnvironmentGroup.FILE_SYSTEM)) : scope;
  }

  private Map<String, @Nullable Object> document(
      DoctorReport report, @Nullable HealingException fault) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("exit_code", fault == null ? report.exitCode() : ExitCode.REFUSED);
    if (fault != null) {
      document.put("error", fault.inOneLine());
    }
    document.put("fix", given(fix) && !given(dryRun));
    document.put("dry_run", given(dryRun));
    Map<String, @Nullable Object> counts = new LinkedHashMap<>();
    report.counts().forEach((state, count) -> counts.put(state.word(), count));
    document.put("counts", counts);
    document.put("entries", ReportText.ENTRIES.values(report.entries()));
    return document;
  }
}
