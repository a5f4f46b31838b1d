package io.healing.sqlite;

import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.HealingAction;
import io.healing.api.act.Verification;
import io.healing.api.act.VerificationState;
import io.healing.api.learn.Effectiveness;
import io.healing.api.store.ActionDetail;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.ActionRepository;
import io.healing.api.store.Page;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class SqliteActions implements ActionRepository {
  private static final String TABLE = "healing_actions";
  private static final String ALL = "SELECT * FROM healing_actions WHERE ";

  private static final String EFFECTIVENESS =
      """
      SELECT finding_id, action_type,
        SUM(verification = 'verified') AS verified,
        SUM(verification = 'ineffective') AS ineffective,
        SUM(verification = 'inconclusive') AS inconclusive
      FROM healing_actions
      WHERE finding_id IS NOT NULL AND verification IN ('verified', 'ineffective', 'inconclusive')
      GROUP BY finding_id, action_type ORDER BY finding_id, action_type
      """;

  private final Database database;

  SqliteActions(Database database) {
    this.database = database;
  }

  @Override
  public long add(HealingAction action, ActionDetail detail) {
    Values values =
        values(action, detail)
            .set("suggestion_id", action.suggestionId())
            .set("job_id", action.jobId())
            .set("created_at", action.createdAt());
    return database.together(
        () -> database.add(values.set("finding_id", finding(detail)).insert(TABLE)));
  }

  @Override
  public void update(ActionEntry entry) {
    Sql sql = values(entry.row(), entry.detail()).update(TABLE, "id = ?", entry.row().id());
    if (database.change(sql) == 0) {
      throw database.place().faults().fault("has no action " + entry.row().id(), "");
    }
  }

  @Override
  public Optional<ActionEntry> find(long id) {
    return first("id = ?", id);
  }

  @Override
  public Optional<ActionEntry> lastOn(Target target) {
    return first("target = ? AND status = 'success' ORDER BY id DESC LIMIT 1", target.toString());
  }

  @Override
  public List<ActionEntry> verifying() {
    return database.list(
        SqliteActions::entry, Sql.of(ALL + "verification = 'pending' ORDER BY id LIMIT 1000"));
  }

  @Override
  public List<ActionEntry> page(Page page) {
    return database.list(SqliteActions::entry, Pages.of(TABLE, page));
  }

  @Override
  public List<Effectiveness> effectiveness() {
    return database.list(
        row ->
            new Effectiveness(
                row.text("finding_id"),
                row.text("action_type"),
                row.count("verified"),
                row.count("ineffective"),
                row.count("inconclusive")),
        Sql.of(EFFECTIVENESS));
  }

  private @Nullable String finding(ActionDetail detail) {
    Sql sql = Sql.of("SELECT finding_id FROM error_incidents WHERE id = ?", detail.incidentId());
    return database.first(row -> row.text("finding_id"), sql).orElse(null);
  }

  private Optional<ActionEntry> first(String where, @Nullable Object... values) {
    return database.first(SqliteActions::entry, Sql.of(ALL + where, values));
  }

  private static Values values(HealingAction action, ActionDetail detail) {
    Values values = new Values();
    values
        .set("action_type", action.actionType())
        .set("file_path", action.filePath())
        .set("original_content", action.originalContent())
        .set("new_content", action.newContent())
        .set("command_executed", action.commandExecuted())
        .word("status", action.status())
        .set("error_message", action.errorMessage())
        .set("can_rollback", action.canRollback())
        .set("rolled_back_at", action.rolledBackAt())
        .set("execution_duration_ms", action.executionDurationMs())
        .set("ai_session_key", action.aiSessionKey());
    addDetail(values, detail);
    return values;
  }

  private static void addDetail(Values values, ActionDetail detail) {
    Verification verification = detail.verification();
    values
        .set("intent_id", detail.intentId())
        .set("target", detail.target().toString())
        .set("after_hash", detail.afterHash())
        .set("plan_hash", detail.planHash())
        .word("verification", verification.state())
        .set("verified_since", verification.since())
        .set("verified_until", verification.deadline())
        .set("verified_at", verification.decidedAt())
        .set("verified_because", verification.reason())
        .set("incident_key", detail.incidentKey())
        .set("incident_id", detail.incidentId())
        .set("done_by", detail.by())
        .set("note", detail.note());
  }

  private static ActionEntry entry(Row row) throws SQLException {
    Instant created = row.time("created_at", Instant.EPOCH);
    ActionDetail detail =
        new ActionDetail(
            row.number("intent_id"),
            target(row),
            row.text("after_hash"),
            row.text("plan_hash"),
            verification(row, created),
            row.textOrNull("incident_key"),
            row.textOrNull("incident_id"),
            row.text("done_by"),
            row.text("note"));
    return new ActionEntry(action(row, created), detail);
  }

  /** Another program's action names a file, or else only its job. */
  private static Target target(Row row) throws SQLException {
    String target = row.textOrNull("target");
    if (target != null) {
      return Target.parse(target);
    }
    String path = row.text("file_path");
    return path.isBlank() ? Target.job(row.text("job_id")) : new Target("file", path);
  }

  private static Verification verification(Row row, Instant created) throws SQLException {
    if (row.textOrNull("verification") == null) {
      return Verification.none(created);
    }
    return new Verification(
        row.word("verification", VerificationState.UNKNOWN),
        row.time("verified_since", created),
        row.time("verified_until", created),
        row.timeOrNull("verified_at"),
        row.text("verified_because"));
  }

  private static HealingAction action(Row row, Instant created) throws SQLException {
    return new HealingAction(
        row.number("id"),
        row.number("suggestion_id"),
        row.text("job_id"),
        row.text("action_type"),
        row.textOrNull("file_path"),
        row.textOrNull("original_content"),
        row.textOrNull("new_content"),
        row.textOrNull("command_executed"),
        row.word("status", ActionStatus.UNKNOWN),
        row.textOrNull("error_message"),
        row.flag("can_rollback"),
        row.timeOrNull("rolled_back_at"),
        row.numberOrNull("execution_duration_ms"),
        row.textOrNull("ai_session_key"),
        created);
  }
}
