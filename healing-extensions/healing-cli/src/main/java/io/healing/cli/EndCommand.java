package io.healing.cli;

import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends an incident. */
@Command(
    name = "end",
    description =
        "Ends an incident and its messages, because you say that it is over; what is found again"
            + " is a new one.")
final class EndCommand extends AdminCommand {
  @Parameters(paramLabel = "ID", description = "The incident, as in i-1f2c.")
  private String id = "";

  EndCommand(Session session) {
    super(session);
  }

  @Override
  int with(HealingAdmin admin, HealingStore store) {
    String whole = admin.incident(id).id();
    admin.end(whole);
    terminal().say(whole + " is over.");
    return ExitCode.DONE;
  }
}
