package io.healing.cli;

import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Refuses a suggestion. */
@Command(
    name = "reject",
    description =
        "Rejects a suggestion; the same is not proposed again until it is more urgent or its"
            + " content differs.")
final class RejectCommand extends AdminCommand {
  @Parameters(paramLabel = "ID", description = "The suggestion, as in s3.")
  private String id = "";

  @Option(
      names = "--by",
      converter = Filled.class,
      required = true,
      paramLabel = "NAME",
      description = "Who rejects it.")
  private String by = "";

  @Option(
      names = "--reason",
      converter = Filled.class,
      required = true,
      paramLabel = "TEXT",
      description = "Why not.")
  private String reason = "";

  RejectCommand(Session session) {
    super(session);
  }

  @Override
  int with(HealingAdmin admin, HealingStore store) {
    long number = ItemId.suggestion(id);
    admin.suggestion(number);
    admin.reject(number, by, reason);
    terminal().say("s" + number + " is rejected.");
    return ExitCode.DONE;
  }
}
