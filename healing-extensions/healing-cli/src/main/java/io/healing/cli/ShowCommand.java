package io.healing.cli;

import io.healing.api.decide.Ways;
import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one thing. */
@Command(name = "show", description = "Shows all that is known of one thing.")
final class ShowCommand extends CliCommand {
  @Parameters(
      paramLabel = "ID",
      description = "A suggestion s3, an action a3, a review r3 or an incident i-1f2c.")
  private String id = "";

  ShowCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    try (HealingStore store = session().reading();
        HealingAdmin admin = HealingAdmin.on(session().config(), store, Ways.commands())) {
      terminal().sayLines(admin.show(id));
    }
    return ExitCode.DONE;
  }
}
