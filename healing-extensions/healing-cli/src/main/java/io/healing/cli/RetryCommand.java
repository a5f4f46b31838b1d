package io.healing.cli;

import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets Healing try again. */
@Command(
    name = "retry",
    description =
        "Lets an incident be mended automatically again: its attempts count from zero, its breaker"
            + " is half open.")
final class RetryCommand extends AdminCommand {
  @Parameters(paramLabel = "ID", description = "The incident, as in i-1f2c.")
  private String id = "";

  RetryCommand(Session session) {
    super(session);
  }

  @Override
  int with(HealingAdmin admin, HealingStore store) {
    String whole = admin.incident(id).id();
    admin.retry(whole);
    terminal().say(whole + " may be mended by itself again.");
    return ExitCode.DONE;
  }
}
