package io.healing.cli;

import io.healing.api.decide.Ways;
import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells why. */
@Command(name = "why", description = "Tells why something was done about a job, or was not.")
final class WhyCommand extends CliCommand {
  @Parameters(
      paramLabel = "JOB",
      description = "The job's id, another subject such as @host, or an id such as s3.")
  private String job = "";

  WhyCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    try (HealingStore store = session().reading();
        HealingAdmin admin = HealingAdmin.on(session().config(), store, Ways.commands())) {
      terminal().sayLines(admin.why(job));
    }
    return ExitCode.DONE;
  }
}
