package io.healing.cli;

import io.healing.api.HealingException;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.HealingAdmin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Carries a suggestion out. */
@Command(
    name = "apply",
    description = {
      "Carries a suggestion out, and approves it first where it is pending.",
      "A change of a file, a command or a database is made from here; what needs the program that"
          + " runs the job is left approved for it and waited for."
    })
final class ApplyCommand extends AdminCommand {
  @Parameters(paramLabel = "ID", description = "The suggestion, as in s3.")
  private String id = "";

  @Option(
      names = "--by",
      converter = Filled.class,
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who wants it; default the user, ${DEFAULT-VALUE}.")
  private String by = "";

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = Span.class,
      description = "How long to wait for the running program; default ${DEFAULT-VALUE}.")
  private Duration wait = Duration.ZERO;

  ApplyCommand(Session session) {
    super(session);
  }

  @Override
  int with(HealingAdmin admin, HealingStore store) {
    HealingAdmin.Handled handled = admin.apply(ItemId.suggestion(id), by);
    SuggestionEntry entry = handled.suggestion();
    if (entry.row().status() != SuggestionStatus.APPROVED) {
      return ended(entry, handled.words());
    }
    terminal().say("s" + entry.row().id() + ": " + handled.words());
    terminal().flush();
    List<String> living = living(store);
    if (living.isEmpty()) {
      terminal()
          .warn(
              "It was not carried out: no program that uses this database is alive\n"
                  + ("Start the one that runs " + entry.row().jobId() + "; it then does it."));
      return ExitCode.REFUSED;
    }
    return waited(admin, entry, living);
  }

  private int waited(HealingAdmin admin, SuggestionEntry entry, List<String> living) {
    long until = System.nanoTime() + wait.toNanos();
    SuggestionEntry now = entry;
    while (now.row().status() == SuggestionStatus.APPROVED && System.nanoTime() < until) {
      pause();
      now = admin.suggestion(entry.row().id());
    }
    if (now.row().status() != SuggestionStatus.APPROVED) {
      return ended(now, "done by " + String.join(" or ", living));
    }
    terminal()
        .warn(
            "s"
                + now.row().id()
                + " is approved and was not carried out within "
                + Listing.duration(wait)
                + "; alive: "
                + String.join(", ", living)
                + "\n'healing why "
                + now.row().jobId()
                + "' tells what it waits for.");
    return ExitCode.REFUSED;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HealingException("Stopped while waiting", "", e);
    }
  }

  private int ended(SuggestionEntry entry, String words) {
    String name = "s" + entry.row().id();
    Long action = entry.row().actionId();
    String done = action == null ? "" : " (a" + action + ")";
    if (entry.row().status() == SuggestionStatus.APPLIED) {
      terminal().say(name + " is applied" + done + ": " + entry.row().title());
      return ExitCode.DONE;
    }
    terminal().warn(name + " is " + entry.row().status().word() + done + ": " + words);
    return ExitCode.REFUSED;
  }
}
