package io.healing.cli;

import io.healing.api.Subject;
import io.healing.api.config.HealingConfig;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Wraps a command for cron or any other scheduler. */
@Command(
    name = "run",
    description = {
      "Runs a command as a run of a job: hands on its output and signals, records how it ended,"
          + " and runs it again where the policy of the job says so.",
      "Ends with the code of the command's last attempt, or 128 and the signal that ended it; 125:"
          + " Healing could not start it; 126: it cannot be run; 127: it was not found."
    },
    sortOptions = false)
final class RunCommand extends CliCommand {
  @Option(names = "--job", required = true, paramLabel = "NAME", description = "The job's id.")
  private String job = "";

  @Option(
      names = "--max-runtime",
      paramLabel = "TIME",
      converter = Span.class,
      description =
          "How long it may take, as in 10m; then it and all that it started is ended: TERM, and"
              + " KILL after 10 s.")
  private @Nullable Duration most;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "A log file that the command writes; what is new in it belongs to the run.")
  private @Nullable Path log;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = Span.class,
      description =
          "How long to wait after a failure for the policy to run it again; default"
              + " ${DEFAULT-VALUE}. Not waited for where the job may not be run again alone.")
  private Duration wait = Duration.ZERO;

  @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command, after --.")
  private List<String> command = List.of();

  RunCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Signals signals = Signals.taken();
    RunFaults faults = new RunFaults(terminal(), job);
    HealingConfig config = config();
    CommandControl control = new CommandControl(job);
    Optional<Recording> recording = recording(config, control, faults);
    try {
      Attempt.Order order =
          new Attempt.Order(command, config.selfHealing().limits().logTail(), most, log);
      return new Runs(order, new Attempt.Around(signals, faults), control, recording).all(wait);
    } catch (NotStarted e) {
      terminal().warn(String.valueOf(e.getMessage()));
      return e.exitCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.NOT_STARTED;
    } finally {
      recording.ifPresent(open -> open.closeQuietly(faults));
    }
  }

  private HealingConfig config() {
    try {
      return Recording.only(session().config(), Subject.job(job).name(), command);
    } catch (IllegalArgumentException e) {
      throw new BadConfiguration("--job: " + e.getMessage(), "");
    }
  }

  /** The command runs also where nothing can be recorded. */
  private Optional<Recording> recording(
      HealingConfig config, CommandControl control, RunFaults faults) {
    if (!config.selfHealing().enabled()) {
      return Optional.empty();
    }
    try {
      SqliteHealingStore store =
          SqliteHealingStore.open(session().database(), session().settings());
      return Optional.of(Recording.begin(config, store, control, faults));
    } catch (RuntimeException e) {
      terminal().warn("This run is not recorded: " + e.getMessage());
      return Optional.empty();
    }
  }
}
