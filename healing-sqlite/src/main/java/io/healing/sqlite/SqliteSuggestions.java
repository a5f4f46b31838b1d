package io.healing.sqlite;

import io.healing.api.act.ActionPlan;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionDetail;
import io.healing.api.store.SuggestionEntry;
import io.healing.api.store.SuggestionRepository;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class SqliteSuggestions implements SuggestionRepository {
  private static final String TABLE = "healing_suggestions";
  private static final String ALL = "SELECT * FROM healing_suggestions WHERE ";
  private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59.999Z");

  private final Database database;

  SqliteSuggestions(Database database) {
    this.database = database;
  }

  @Override
  public long add(HealingSuggestion suggestion, SuggestionDetail detail) {
    return database.add(
        values(suggestion, detail)
            .set("review_id", suggestion.reviewId())
            .set("job_id", suggestion.jobId())
            .set("created_at", suggestion.createdAt())
            .insert(TABLE));
  }

  @Override
  public Optional<SuggestionEntry> find(long id) {
    return first("id = ?", id);
  }

  @Override
  public boolean change(SuggestionStatus expected, SuggestionEntry next) {
    Values.written(expected, next.row().status());
    return database.change(
            values(next.row(), next.detail())
                .update(TABLE, "id = ? AND status = ?", next.row().id(), expected))
        > 0;
  }

  @Override
  public Optional<SuggestionEntry> open(String dedupeKey) {
    return first(
        "dedupe_key = ? AND status IN ('pending', 'approved') ORDER BY id DESC LIMIT 1", dedupeKey);
  }

  /** Ours, and those of another program that a person approved here. */
  @Override
  public List<SuggestionEntry> approved() {
    return list("status = 'approved' AND dedupe_key IS NOT NULL ORDER BY id LIMIT 1000");
  }

  @Override
  public List<SuggestionEntry> expired(Instant at) {
    return list("status = 'pending' AND expires_at <= ? ORDER BY expires_at, id LIMIT 1000", at);
  }

  @Override
  public List<SuggestionEntry> page(Page page) {
    return database.list(SqliteSuggestions::entry, Pages.of(TABLE, page));
  }

  @Override
  public int pending() {
    String text = "SELECT COUNT(*) FROM healing_suggestions WHERE status = 'pending'";
    return Math.toIntExact(database.number(Sql.of(text)));
  }

  private List<SuggestionEntry> list(String where, @Nullable Object... values) {
    return database.list(SqliteSuggestions::entry, Sql.of(ALL + where, values));
  }

  private Optional<SuggestionEntry> first(String where, @Nullable Object... values) {
    return database.first(SqliteSuggestions::entry, Sql.of(ALL + where, values));
  }

  private static Values values(HealingSuggestion row, SuggestionDetail detail) {
    Values values = new Values();
    values
        .word("category", row.category())
        .word("severity", row.severity())
        .set("title", row.title())
        .set("description", row.description())
        .set("current_state", row.currentState())
        .set("suggested_change", row.suggestedChange())
        .set("expected_impact", row.expectedImpact())
        .set("affected_files", Json.list(row.affectedFiles()))
        .word("status", row.status())
        .set("reviewed_at", row.reviewedAt())
        .set("reviewed_by", row.reviewedBy())
        .set("rejection_reason", row.rejectionReason())
        .set("applied_at", row.appliedAt())
        .set("action_id", row.actionId());
    addDetail(values, detail);
    return values;
  }

  private static void addDetail(Values values, SuggestionDetail detail) {
    values
        .set("dedupe_key", detail.dedupeKey())
        .set("content_hash", detail.contentHash())
        .set("incident_id", detail.incidentId())
        .set("confidence", detail.confidence())
        .set("decided_by", detail.decidedBy())
        .set("approved_hash", detail.approvedHash())
        .set("expires_at", detail.expiresAt())
        .set("ai_session_key", detail.aiSessionKey());
    ActionPlan plan = detail.plan();
    if (plan == null) {
      PlanColumns.none(values);
    } else {
      PlanColumns.write(values, plan);
    }
  }

  private static SuggestionEntry entry(Row row) throws SQLException {
    SuggestionDetail detail =
        new SuggestionDetail(
            PlanColumns.read(row),
            row.text("dedupe_key"),
            row.text("content_hash"),
            row.textOrNull("incident_id"),
            row.real("confidence"),
            row.textOrNull("decided_by"),
            row.textOrNull("approved_hash"),
            row.time("expires_at", NEVER),
            row.textOrNull("ai_session_key"));
    return new SuggestionEntry(suggestion(row), detail);
  }

  private static HealingSuggestion suggestion(Row row) throws SQLException {
    return new HealingSuggestion(
        row.number("id"),
        row.number("review_id"),
        row.text("job_id"),
        row.word("category", SuggestionCategory.UNKNOWN),
        row.word("severity", SuggestionSeverity.UNKNOWN),
        row.text("title"),
        row.text("description"),
        row.textOrNull("current_state"),
        row.textOrNull("suggested_change"),
        row.textOrNull("expected_impact"),
        row.list("affected_files"),
        row.word("status", SuggestionStatus.UNKNOWN),
        row.timeOrNull("reviewed_at"),
        row.textOrNull("reviewed_by"),
        row.textOrNull("rejection_reason"),
        row.timeOrNull("applied_at"),
        row.numberOrNull("action_id"),
        row.time("created_at", Instant.EPOCH));
  }
}
