package io.healing.sqlite;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import io.healing.api.store.RunRepository;
import io.healing.sqlite.Writer.Sync;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

final class SqliteRuns implements RunRepository {
  private static final long NUMBERS = 0xffff_ffffL;

  /** An ended run does not begin to run again. */
  private static final String SAVE =
      """
      INSERT INTO %1$s (id, job_id, started_at, finished_at, outcome, duration_ms, attempt,
        trigger_word, error_type, error_message, error_stack, log_tail, retry_pending, size,
        exit_code)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET job_id = excluded.job_id, started_at = excluded.started_at,
        finished_at = excluded.finished_at, outcome = excluded.outcome,
        duration_ms = excluded.duration_ms, attempt = excluded.attempt,
        trigger_word = excluded.trigger_word, error_type = excluded.error_type,
        error_message = excluded.error_message, error_stack = excluded.error_stack,
        log_tail = excluded.log_tail, retry_pending = excluded.retry_pending,
        size = excluded.size, exit_code = excluded.exit_code
      WHERE %1$s.finished_at IS NULL OR excluded.finished_at IS NOT NULL
      """;

  /** Jumps from job to job in the index. */
  private static final String JOBS =
      """
      WITH RECURSIVE job(id) AS (
        SELECT MIN(job_id) FROM %1$s
        UNION ALL
        SELECT (SELECT MIN(job_id) FROM %1$s WHERE job_id > job.id) FROM job
        WHERE job.id IS NOT NULL)
      SELECT id FROM job WHERE id IS NOT NULL
      """;

  /** The jobs are the outer loop, in their order; each finds its runs in the index. */
  private static final String NEWEST_OF_EACH =
      """
      SELECT run.*, job.key AS place FROM json_each(?) AS job CROSS JOIN %1$s AS run
      WHERE run.id IN (SELECT id FROM %1$s WHERE job_id = job.value
        ORDER BY started_at DESC, id DESC LIMIT ?)
      """;

  private final Database database;
  private final String table;
  private final String save;

  SqliteRuns(Database database, String table) {
    this.database = database;
    this.table = table;
    this.save = SAVE.formatted(table);
  }

  @Override
  public void save(Collection<JobRun> runs) {
    database.all(Sync.LATER, runs.stream().map(this::row).toList());
  }

  @Override
  public Optional<JobRun> find(long id) {
    return database.first(SqliteRuns::read, select("id = ?", id));
  }

  @Override
  public List<JobRun> newest(String jobId, int limit) {
    return database.list(
        SqliteRuns::read,
        select("job_id = ? ORDER BY started_at DESC, id DESC LIMIT ?", jobId, Pages.limit(limit)));
  }

  @Override
  public void newestOfEach(
      Collection<String> jobs, int limit, BiConsumer<String, List<JobRun>> each) {
    NewestOfEach newest = new NewestOfEach(List.copyOf(jobs), each);
    database.each(
        row -> new NewestOfEach.Found(row.count("place"), read(row)),
        Sql.of(NEWEST_OF_EACH.formatted(table), Json.list(jobs), Pages.limit(limit)),
        newest::take);
    newest.end();
  }

  @Override
  public List<JobRun> since(String jobId, Instant from, int limit) {
    return database.list(
        SqliteRuns::read,
        select(
            "job_id = ? AND started_at >= ? ORDER BY started_at DESC, id DESC LIMIT ?",
            jobId,
            from,
            Pages.limit(limit)));
  }

  @Override
  public List<JobRun> unfinished(long instance) {
    long first = JobRun.id(instance, 0);
    return database.list(
        SqliteRuns::read,
        select(
            "id BETWEEN ? AND ? AND finished_at IS NULL ORDER BY started_at, id LIMIT 1000",
            first,
            first | NUMBERS));
  }

  @Override
  public int countSince(String jobId, Instant from, boolean bad) {
    String text = "SELECT COUNT(*) FROM " + table + " WHERE job_id = ? AND finished_at > ?";
    String only = bad ? " AND outcome IN ('failure', 'orphaned')" : "";
    return Math.toIntExact(database.number(Sql.of(text + only, jobId, from)));
  }

  /** The ids of all jobs that have runs. */
  List<String> jobs() {
    return database.list(row -> row.text("id"), Sql.of(JOBS.formatted(table)));
  }

  @Override
  public long count() {
    return database.number(Sql.of("SELECT COUNT(*) FROM " + table));
  }

  private Sql select(String where, @Nullable Object... values) {
    return Sql.of("SELECT * FROM " + table + " WHERE " + where, values);
  }

  private Sql row(JobRun run) {
    Values.written(run.outcome(), run.trigger());
    RunError error = run.error();
    return Sql.of(
        save,
        run.id(),
        run.jobId(),
        run.startedAt(),
        run.finishedAt(),
        run.outcome(),
        run.durationMs(),
        run.attempt(),
        run.trigger(),
        error == null ? null : error.type(),
        error == null ? null : error.message(),
        error == null ? null : error.stack(),
        run.logTail(),
        run.retryPending(),
        run.size(),
        run.exitCode());
  }

  private static JobRun read(Row row) throws SQLException {
    Long exit = row.numberOrNull("exit_code");
    return new JobRun(
        row.number("id"),
        row.text("job_id"),
        row.time("started_at"),
        row.timeOrNull("finished_at"),
        row.word("outcome", RunOutcome.UNKNOWN),
        row.numberOrNull("duration_ms"),
        row.count("attempt"),
        row.word("trigger_word", RunTrigger.UNKNOWN),
        error(row),
        row.text("log_tail"),
        row.flag("retry_pending"),
        row.numberOrNull("size"),
        exit == null ? null : Integer.valueOf(exit.intValue()));
  }

  private static @Nullable RunError error(Row row) throws SQLException {
    String type = row.textOrNull("error_type");
    return type == null
        ? null
        : new RunError(type, row.text("error_message"), row.text("error_stack"));
  }
}
