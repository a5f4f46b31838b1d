package io.healing.benchmarks;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two databases of the same tables and indexes: one that the store writes, one that plain JDBC
 * writes with a prepared statement, batches, the same pragmas and one commit for each batch. Both
 * get the same runs, never one twice.
 */
final class History implements AutoCloseable {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final String INSERT =
      "INSERT INTO job_runs (id, job_id, started_at, finished_at, outcome, duration_ms, attempt,"
          + " trigger_word, error_type, error_message, error_stack, log_tail, retry_pending, size,"
          + " exit_code) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final SqliteHealingStore store;
  private final Connection plain;
  private final PreparedStatement insert;

  History() throws IOException, SQLException {
    Path directory = Files.createTempDirectory("healing-history");
    store = SqliteHealingStore.open(directory.resolve("store.db"));
    Path file = directory.resolve("plain.db");
    SqliteHealingStore.open(file).close();
    plain = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = plain.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = NORMAL");
      statement.execute("PRAGMA foreign_keys = ON");
    }
    plain.setAutoCommit(false);
    insert = plain.prepareStatement(INSERT);
  }

  /** So many runs from this number on; every tenth failed. */
  static List<JobRun> runs(long from, int many) {
    List<JobRun> runs = new ArrayList<>(many);
    for (long number = from; number < from + many; number++) {
      Instant at = FIRST.plusSeconds(number);
      long took = 1_000 + number % 700;
      boolean failed = number % 10 == 0;
      runs.add(
          new JobRun(
              JobRun.id(1, number + 1),
              "job-" + number % 100,
              at,
              at.plusMillis(took),
              failed ? RunOutcome.FAILURE : RunOutcome.SUCCESS,
              took,
              1,
              RunTrigger.SCHEDULED,
              failed ? io.healing.api.Samples.run(1, "job", at, RunOutcome.FAILURE).error() : null,
              "read 12 files\nwrote 120 rows\n",
              false,
              120L,
              0));
    }
    return runs;
  }

  void healing(List<JobRun> runs) {
    store.runs().save(runs);
  }

  void jdbc(List<JobRun> runs) throws SQLException {
    for (JobRun run : runs) {
      insert.setLong(1, run.id());
      insert.setString(2, run.jobId());
      insert.setString(3, text(run.startedAt()));
      insert.setString(4, text(run.finishedAt()));
      insert.setString(5, run.outcome().word());
      number(6, run.durationMs());
      insert.setInt(7, run.attempt());
      insert.setString(8, run.trigger().word());
      insert.setString(9, run.error() == null ? null : run.error().type());
      insert.setString(10, run.error() == null ? null : run.error().message());
      insert.setString(11, run.error() == null ? null : run.error().stack());
      insert.setString(12, run.logTail());
      insert.setInt(13, run.retryPending() ? 1 : 0);
      number(14, run.size());
      number(15, run.exitCode());
      insert.addBatch();
    }
    insert.executeBatch();
    plain.commit();
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  private void number(int at, @Nullable Number value) throws SQLException {
    if (value == null) {
      insert.setNull(at, Types.NULL);
    } else {
      insert.setLong(at, value.longValue());
    }
  }

  /** Throws when one of the two holds other than so many runs. */
  void check(long many) throws SQLException {
    try (Statement statement = plain.createStatement();
        var row = statement.executeQuery("SELECT COUNT(*) FROM job_runs")) {
      if (row.getLong(1) != many || store.runs().count() != many) {
        throw new IllegalStateException("A run is missing");
      }
    }
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    plain.close();
    store.close();
  }
}
