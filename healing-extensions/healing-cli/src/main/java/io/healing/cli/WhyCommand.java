package io.healing.cli;

import io.healing.api.HealingException;
import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells why. */
@Command(name = "why", description = "Tells why something was done about a job, or was not.")
final class WhyCommand extends CliCommand {
  @Parameters(paramLabel = "JOB", description = "The job's id, or another subject such as @host.")
  private String job = "";

  WhyCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    try (HealingStore store = session().reading();
        HealingAdmin admin = HealingAdmin.on(session().config(), store)) {
      refuseUnknown(store);
      terminal().sayLines(admin.why(job));
    }
    return ExitCode.DONE;
  }

  private void refuseUnknown(HealingStore store) {
    boolean known =
        session().config().jobs().containsKey(job)
            || !store.runs().newest(job, 1).isEmpty()
            || !Names.decisions(store, job, 1).isEmpty();
    if (!known || Names.subject(job).isEmpty()) {
      throw new HealingException(
          "Nothing is known of \"" + job + "\"", "'healing jobs' lists the jobs.");
    }
  }
}
