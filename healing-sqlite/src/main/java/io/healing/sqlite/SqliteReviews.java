package io.healing.sqlite;

import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewKind;
import io.healing.api.store.Page;
import io.healing.api.store.ReviewDetail;
import io.healing.api.store.ReviewEntry;
import io.healing.api.store.ReviewRepository;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class SqliteReviews implements ReviewRepository {
  private static final String TABLE = "healing_reviews";
  private static final String ALL = "SELECT * FROM healing_reviews WHERE ";

  private final Database database;

  SqliteReviews(Database database) {
    this.database = database;
  }

  @Override
  public long add(HealingReview review, ReviewDetail detail) {
    return database.add(
        values(review)
            .set("job_id", review.jobId())
            .set("created_at", review.createdAt())
            .word("kind", detail.kind())
            .set("instance", detail.instance())
            .set("incident_id", detail.incidentId())
            .insert(TABLE));
  }

  @Override
  public void update(HealingReview review) {
    if (database.change(values(review).update(TABLE, "id = ?", review.id())) == 0) {
      throw database.place().faults().fault("has no review " + review.id(), "");
    }
  }

  @Override
  public Optional<ReviewEntry> find(long id) {
    return database.first(SqliteReviews::entry, Sql.of(ALL + "id = ?", id));
  }

  @Override
  public Optional<HealingReview> lastProactive(String jobId) {
    return database.first(
        SqliteReviews::read,
        Sql.of(
            ALL
                + "job_id = ? AND kind = 'proactive' AND status = 'completed'"
                + " ORDER BY id DESC LIMIT 1",
            jobId));
  }

  /** Those of our instances; another program's own are its own. */
  @Override
  public List<ReviewEntry> running() {
    return database.list(
        SqliteReviews::entry,
        Sql.of(ALL + "status = 'running' AND instance IS NOT NULL ORDER BY id"));
  }

  @Override
  public List<HealingReview> page(Page page) {
    return database.list(SqliteReviews::read, Pages.of(TABLE, page));
  }

  private static Values values(HealingReview review) {
    return new Values()
        .set("started_at", review.startedAt())
        .set("finished_at", review.finishedAt())
        .set("status", review.status())
        .set("runs_analyzed", review.runsAnalyzed())
        .set("logs_lines", review.logsLines())
        .set("ai_sessions_count", review.aiSessionsCount())
        .set("sla_violations_count", review.slaViolationsCount())
        .set("suggestions_count", review.suggestionsCount())
        .set("auto_applied_count", review.autoAppliedCount())
        .set("error_message", review.errorMessage())
        .set("analysis_duration_ms", review.analysisDurationMs())
        .set("ai_tokens_used", review.aiTokensUsed());
  }

  private static ReviewEntry entry(Row row) throws SQLException {
    ReviewDetail detail =
        new ReviewDetail(
            row.word("kind", ReviewKind.UNKNOWN),
            row.number("instance"),
            row.textOrNull("incident_id"));
    return new ReviewEntry(read(row), detail);
  }

  private static HealingReview read(Row row) throws SQLException {
    Instant started = row.time("started_at", Instant.EPOCH);
    return new HealingReview(
        row.number("id"),
        row.text("job_id"),
        started,
        row.timeOrNull("finished_at"),
        row.text("status"),
        row.count("runs_analyzed"),
        row.count("logs_lines"),
        row.count("ai_sessions_count"),
        row.count("sla_violations_count"),
        row.count("suggestions_count"),
        row.count("auto_applied_count"),
        row.textOrNull("error_message"),
        row.numberOrNull("analysis_duration_ms"),
        row.numberOrNull("ai_tokens_used"),
        row.time("created_at", started));
  }
}
