package io.healing.cli;

import io.healing.api.HealingException;
import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Wants a review. */
@Command(
    name = "review",
    description = "Wants a review of a job soon, from the program that runs it.")
final class ReviewCommand extends AdminCommand {
  private static final String ITSELF = "@healing/self";

  @Parameters(
      paramLabel = "JOB",
      description = "The job's id, or @healing/self for a review of Healing itself.")
  private String job = "";

  @Option(names = "--force", description = "Even with fewer runs than min_runs.")
  private boolean force;

  ReviewCommand(Session session) {
    super(session);
  }

  @Override
  int with(HealingAdmin admin, HealingStore store) {
    boolean known = ITSELF.equals(job) || session().config().jobs().containsKey(job);
    if (!known && store.runs().newest(job, 1).isEmpty()) {
      throw new HealingException("There is no job \"" + job + "\"", "'healing jobs' lists them.");
    }
    admin.review(job, force);
    List<String> living = living(store);
    terminal()
        .say(
            living.isEmpty()
                ? "The wish is kept, but no program that uses this database is alive. Start the"
                    + " one that runs "
                    + (ITSELF.equals(job) ? "your jobs" : job)
                    + "."
                : "Wanted from " + String.join(" or ", living) + "; 'healing reviews' shows it.");
    return ExitCode.DONE;
  }
}
