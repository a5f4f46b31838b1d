package io.healing.cli;

import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes an action back. */
@Command(
    name = "rollback",
    description = {
      "Takes an action back, if its target still is as the action left it.",
      "What only the program can take back is wanted from it."
    })
final class RollbackCommand extends AdminCommand {
  @Parameters(paramLabel = "ACTION", description = "The action, as in a3.")
  private String id = "";

  @Option(
      names = "--by",
      converter = Filled.class,
      required = true,
      paramLabel = "NAME",
      description = "Who wants it.")
  private String by = "";

  RollbackCommand(Session session) {
    super(session);
  }

  @Override
  int with(HealingAdmin admin, HealingStore store) {
    terminal().say(admin.rollback(ItemId.action(id), by) + ".");
    return ExitCode.DONE;
  }
}
