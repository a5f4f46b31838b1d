package io.healing.cli;

import io.healing.api.HealingException;
import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.DoctorScope;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a program in an environment that was checked, and healed where needed. */
@Command(
    name = "start",
    description = {
      "Checks the environment, heals it where it has errors and checks it again, then runs a"
          + " command. Never asks.",
      "Ends with 1 when errors are left, with --strict with 2 when warnings are; the command is"
          + " not started then. Else with the command's code, or 128 and the signal that ended it;"
          + " 126: it cannot be run; 127: it was not found."
    })
final class StartCommand extends CliCommand {
  @Option(names = "--strict", description = "Warnings stop it, too.")
  private boolean strict;

  @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command, after --.")
  private List<String> command = List.of();

  StartCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    DoctorReport report = report();
    ReportText text = new ReportText(terminal(), terminal().err());
    if (report.exitCode() != ExitCode.DONE) {
      text.print(report, true);
    }
    terminal().flush();
    if (report.hasErrors() || (strict && report.hasWarnings())) {
      terminal().warn(command.get(0) + " was not started");
      return report.exitCode();
    }
    return run();
  }

  private DoctorReport report() {
    DoctorCall doctor = new DoctorCall(session());
    DoctorReport first = doctor.check(DoctorScope.all());
    if (!first.hasErrors()) {
      return first;
    }
    try {
      return doctor.heal(DoctorScope.all(), first);
    } catch (HealingException e) {
      new ReportText(terminal(), terminal().err()).print(first, true);
      throw e;
    }
  }

  private int run() {
    Signals signals = Signals.taken();
    try {
      Child child =
          Child.start(
              new ProcessBuilder(command)
                  .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                  .redirectError(ProcessBuilder.Redirect.INHERIT));
      signals.to(child);
      return child.code();
    } catch (NotStarted e) {
      terminal().warn(String.valueOf(e.getMessage()));
      return e.exitCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAULT;
    }
  }
}
