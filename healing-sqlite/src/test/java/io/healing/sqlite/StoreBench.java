package io.healing.sqlite;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Measures the store: durable run history against plain JDBC, and lists over 10 thousand and 1
 * million runs. Run it by hand; it prints ratios and times.
 */
final class StoreBench {
  private static final int COMMIT = 500;
  private static final int ROUNDS = 9;
  private static final int BATCHES = 40;
  private static final int JOBS = 1_000;

  private static final String PLAIN =
      """
      INSERT INTO job_runs (id, job_id, started_at, finished_at, outcome, duration_ms, attempt,
        trigger_word, error_type, error_message, error_stack, log_tail, retry_pending, size,
        exit_code)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private StoreBench() {}

  public static void main(String[] args) throws Exception {
    Path directory =
        Files.createTempDirectory(Path.of(args.length > 0 ? args[0] : "target"), "bench");
    saves(directory);
    lists(directory, 10_000);
    lists(directory, 1_000_000);
  }

  private static void saves(Path directory) throws Exception {
    double[] ours = new double[ROUNDS];
    double[] plain = new double[ROUNDS];
    for (int round = -2; round < ROUNDS; round++) {
      double a = throughStore(directory.resolve("store" + round + ".db"));
      double b = throughJdbc(directory.resolve("plain" + round + ".db"));
      if (round >= 0) {
        ours[round] = a;
        plain[round] = b;
      }
    }
    System.out.printf(
        "saves of %d: store %.0f runs/s, plain JDBC %.0f runs/s, ratio %.2f%n",
        COMMIT, median(ours), median(plain), median(ours) / median(plain));
  }

  private static double throughStore(Path file) {
    try (HealingStore store = SqliteHealingStore.open(file)) {
      List<List<JobRun>> batches = batches();
      long start = System.nanoTime();
      batches.forEach(store.runs()::save);
      return rate(start);
    }
  }

  private static double throughJdbc(Path file) throws Exception {
    SqliteHealingStore.open(file).close();
    SqliteSettings settings = SqliteSettings.defaults();
    try (Connection connection = new Connections(Place.of(file), settings).writer();
        Statement statement = connection.createStatement();
        PreparedStatement insert = connection.prepareStatement(PLAIN)) {
      statement.execute("PRAGMA synchronous = NORMAL");
      connection.setAutoCommit(false);
      List<List<JobRun>> batches = batches();
      long start = System.nanoTime();
      for (List<JobRun> batch : batches) {
        for (JobRun run : batch) {
          bind(insert, run);
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      }
      return rate(start);
    }
  }

  private static void bind(PreparedStatement to, JobRun run) throws SQLException {
    RunError error = run.error();
    to.setLong(1, run.id());
    to.setString(2, run.jobId());
    to.setString(3, Times.text(run.startedAt()));
    to.setString(4, run.finishedAt() == null ? null : Times.text(run.finishedAt()));
    to.setString(5, run.outcome().word());
    to.setLong(6, run.durationMs());
    to.setInt(7, run.attempt());
    to.setString(8, run.trigger().word());
    to.setString(9, error == null ? null : error.type());
    to.setString(10, error == null ? null : error.message());
    to.setString(11, error == null ? null : error.stack());
    to.setString(12, run.logTail());
    to.setInt(13, run.retryPending() ? 1 : 0);
    to.setLong(14, run.size());
    to.setInt(15, run.exitCode());
  }

  private static double rate(long start) {
    return BATCHES * COMMIT / ((System.nanoTime() - start) / 1e9);
  }

  private static List<List<JobRun>> batches() {
    List<List<JobRun>> batches = new ArrayList<>();
    for (long batch = 0; batch < BATCHES; batch++) {
      batches.add(runs(batch * COMMIT, COMMIT));
    }
    return batches;
  }

  private static List<JobRun> runs(long first, long count) {
    return LongStream.range(first, first + count).mapToObj(StoreBench::run).toList();
  }

  private static JobRun run(long number) {
    RunOutcome outcome = number % 20 == 0 ? RunOutcome.FAILURE : RunOutcome.SUCCESS;
    return Samples.run(
        JobRun.id(1, number), "job-" + number % JOBS, Samples.NOON.plusSeconds(number), outcome);
  }

  private static void lists(Path directory, int count) {
    try (HealingStore store = SqliteHealingStore.open(directory.resolve("lists" + count + ".db"))) {
      for (int first = 0; first < count; first += 5_000) {
        store.runs().save(runs(first, 5_000));
      }
      int reviews = count / 10;
      for (int i = 0; i < reviews; i += 1_000) {
        store.transaction(() -> addReviews(store));
      }
      Subject subject = Subject.job("job-7");
      report(count, "newest 20", () -> store.runs().newest("job-7", 20));
      report(count, "since, 5", () -> store.runs().since("job-7", Samples.NOON, 5));
      report(count, "unfinished", () -> store.runs().unfinished(1));
      report(
          count,
          "count since last review",
          () -> store.runs().countSince("job-7", lastTen(count), false));
      report(count, "reviews page 50", () -> store.reviews().page(Page.newest(50)));
      report(count, "reviews page of", () -> store.reviews().page(Page.newest(50).of(subject)));
      report(count, "last proactive", () -> store.reviews().lastProactive("job-7"));
      report(
          count, "suggestions page", () -> store.suggestions().page(Page.newest(50).in("pending")));
      report(count, "pending", () -> store.suggestions().pending());
      report(count, "active incidents", () -> store.incidents().active());
    }
  }

  private static java.time.Instant lastTen(int count) {
    return Samples.NOON.plusSeconds(Math.max(0, count - 10L * JOBS));
  }

  private static boolean addReviews(HealingStore store) {
    for (int i = 0; i < 1_000; i++) {
      store.reviews().add(Samples.review("job-" + i, Samples.NOON), Samples.reviewDetail(1));
    }
    return true;
  }

  private static void report(int count, String what, Runnable query) {
    double[] micros = new double[301];
    for (int i = -200; i < micros.length; i++) {
      long start = System.nanoTime();
      query.run();
      if (i >= 0) {
        micros[i] = (System.nanoTime() - start) / 1e3;
      }
    }
    System.out.printf("%,9d runs: %-24s %8.0f us%n", count, what, median(micros));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
