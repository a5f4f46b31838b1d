package io.healing.cli;

import io.healing.api.HealingException;
import io.healing.api.act.ActionPlan;
import io.healing.api.store.HealingStore;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.HealingAdmin;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Allows a suggestion. */
@Command(
    name = "approve",
    description = "Approves a suggestion; the program that runs the job carries it out.")
final class ApproveCommand extends AdminCommand {
  @Parameters(paramLabel = "ID", description = "The suggestion, as in s3.")
  private String id = "";

  @Option(
      names = "--by",
      converter = Filled.class,
      required = true,
      paramLabel = "NAME",
      description = "Who approves it.")
  private String by = "";

  @Option(
      names = "--plan",
      paramLabel = "HASH",
      description = "Only if this still is its plan; 'healing show' tells the hash.")
  private @Nullable String plan;

  ApproveCommand(Session session) {
    super(session);
  }

  @Override
  int with(HealingAdmin admin, HealingStore store) {
    SuggestionEntry entry = admin.suggestion(ItemId.suggestion(id));
    long number = entry.row().id();
    ActionPlan stored = entry.detail().plan();
    if (stored == null) {
      throw new HealingException("s" + number + " is advice: there is nothing to approve", "");
    }
    admin.approve(number, plan == null ? stored.hash() : plan, by);
    List<String> living = living(store);
    terminal().say("s" + number + " is approved: " + stored.summary());
    terminal()
        .say(
            living.isEmpty()
                ? "No program that uses this database is alive. Start the one that runs "
                    + entry.row().jobId()
                    + "."
                : "It is carried out by " + String.join(" or ", living) + ".");
    return ExitCode.DONE;
  }
}
