package io.healing.cli;

import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets a person's no. */
@Command(
    name = "lift",
    description =
        "Lifts a person's no to a suggestion, said by 'reject' or 'rollback': the same may be"
            + " proposed, and made by the doctor, again.")
final class LiftCommand extends AdminCommand {
  @Parameters(paramLabel = "ID", description = "The suggestion, as in s3.")
  private String id = "";

  LiftCommand(Session session) {
    super(session);
  }

  @Override
  int with(HealingAdmin admin, HealingStore store) {
    long number = ItemId.suggestion(id);
    admin.suggestion(number);
    admin.lift(number);
    terminal().say("The no to s" + number + " is lifted.");
    return ExitCode.DONE;
  }
}
