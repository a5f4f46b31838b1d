package io.healing.cli;

import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobRun;
import io.healing.sqlite.SqliteHealingStore;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The jobs. */
@Command(name = "jobs", description = "Lists the jobs that are configured or have run.")
final class JobsCommand extends ListCommand<JobRow> {
  static final Listing<JobRow> LISTING =
      new Listing<>(
          "There is no job.",
          List.of(
              Column.text("JOB", "job", JobRow::id),
              Column.whole("HEALED", "healed", JobRow::healed),
              Column.whole("LAST RUN", "last_started_at", last(JobRun::startedAt)),
              Column.whole("OUTCOME", "last_outcome", last(JobRun::outcome)),
              Column.whole("TOOK", "last_duration_ms", last(JobsCommand::took)),
              Column.hidden("last_exit_code", last(JobRun::exitCode)),
              Column.whole("INCIDENTS", "incidents", JobRow::incidents),
              Column.text("ERROR", "last_error", last(JobsCommand::error))));

  JobsCommand(Session session) {
    super(session, LISTING);
  }

  @Override
  List<JobRow> rows(SqliteHealingStore store) {
    HealingConfig config = session().config();
    TreeSet<String> ids = new TreeSet<>(store.jobs());
    ids.addAll(config.jobs().keySet());
    Map<String, Long> sick =
        store.incidents().active().stream()
            .collect(Collectors.groupingBy(JobsCommand::subject, Collectors.counting()));
    return ids.stream()
        .map(
            id ->
                new JobRow(
                    id,
                    healed(config, id),
                    store.runs().newest(id, 1).stream().findFirst().orElse(null),
                    sick.getOrDefault(id, 0L).intValue()))
        .toList();
  }

  private static boolean healed(HealingConfig config, String id) {
    JobConfig job = config.jobs().get(id);
    return job != null && job.selfHealing().enabled();
  }

  private static String subject(Incident incident) {
    return incident.subject().name();
  }

  private static Function<JobRow, @Nullable Object> last(Function<JobRun, @Nullable Object> value) {
    return row -> row.last() == null ? null : value.apply(row.last());
  }

  private static @Nullable Object took(JobRun run) {
    return run.durationMs() == null ? null : run.duration();
  }

  private static @Nullable Object error(JobRun run) {
    return run.error() == null ? null : run.error().line();
  }
}
