package io.healing.sqlite;

import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentHead;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import io.healing.api.store.Journal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class SqliteJournal implements Journal {
  private static final String TABLE = "healing_journal";
  private static final String ALL = "SELECT * FROM healing_journal WHERE ";

  private final Database database;

  SqliteJournal(Database database) {
    this.database = database;
  }

  @Override
  public long begin(Intent intent) {
    Values values =
        new Values()
            .word("kind", intent.kind())
            .set("subject", intent.subject().name())
            .set("suggestion_id", intent.suggestionId())
            .set("action_id", intent.actionId())
            .set("incident_key", intent.incidentKey())
            .set("incident_id", intent.incidentId())
            .set("done_by", intent.by())
            .set("automatic", intent.automatic())
            .set("instance", intent.instance())
            .word("state", intent.state())
            .set("begun_at", intent.begunAt())
            .set("settled_at", intent.settledAt())
            .set("note", intent.note());
    PlanColumns.write(values, intent.plan());
    return database.add(values.insert(TABLE));
  }

  @Override
  public boolean settle(long id, IntentState state, Instant at, String note) {
    return database.change(settled(state, at, note).update(TABLE, "id = ? AND state = 'open'", id))
        > 0;
  }

  @Override
  public boolean resolve(long id, IntentState state, Instant at, String note) {
    String where = "id = ? AND state = 'unsettled'";
    return database.change(settled(state, at, note).update(TABLE, where, id)) > 0;
  }

  private static Values settled(IntentState state, Instant at, String note) {
    Values.written(state);
    return new Values().set("state", state).set("settled_at", at).set("note", note);
  }

  @Override
  public Optional<Intent> find(long id) {
    return database.first(SqliteJournal::read, Sql.of(ALL + "id = ?", id));
  }

  @Override
  public List<Intent> open() {
    return database.list(
        SqliteJournal::read, Sql.of(ALL + "state = 'open' ORDER BY id LIMIT 1000"));
  }

  @Override
  public Optional<Intent> pendingOn(Target target) {
    return database.first(
        SqliteJournal::read,
        Sql.of(
            ALL + "plan_target = ? AND state IN ('open', 'unsettled') ORDER BY id DESC LIMIT 1",
            target.toString()));
  }

  @Override
  public boolean takeOver(long id, long from, long to) {
    Values values = new Values().set("instance", to);
    String where = "id = ? AND state = 'open' AND instance = ?";
    return database.change(values.update(TABLE, where, id, from)) > 0;
  }

  @Override
  public List<IntentHead> appliedSince(Instant from) {
    return database.list(
        row ->
            new IntentHead(
                row.number("id"),
                new Subject(row.text("subject")),
                row.flag("automatic"),
                row.time("begun_at")),
        Sql.of(
            "SELECT id, subject, automatic, begun_at FROM healing_journal"
                + " WHERE begun_at > ? AND kind = 'apply'"
                + " ORDER BY begun_at DESC, id DESC LIMIT 10000",
            from));
  }

  private static Intent read(Row row) throws SQLException {
    ActionPlan plan = PlanColumns.read(row);
    if (plan == null) {
      throw new IllegalArgumentException("the intent " + row.number("id") + " has no plan");
    }
    return new Intent(
        row.number("id"),
        row.word("kind", IntentKind.UNKNOWN),
        new Subject(row.text("subject")),
        row.number("suggestion_id"),
        row.number("action_id"),
        plan,
        row.textOrNull("incident_key"),
        row.textOrNull("incident_id"),
        row.text("done_by"),
        row.flag("automatic"),
        row.number("instance"),
        row.word("state", IntentState.UNKNOWN),
        row.time("begun_at"),
        row.timeOrNull("settled_at"),
        row.text("note"));
  }
}
