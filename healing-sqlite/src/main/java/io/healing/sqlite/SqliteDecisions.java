package io.healing.sqlite;

import io.healing.api.Subject;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.store.DecisionRepository;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

final class SqliteDecisions implements DecisionRepository {
  private static final String ALL = "SELECT * FROM healing_decisions WHERE ";

  private final Database database;

  SqliteDecisions(Database database) {
    this.database = database;
  }

  @Override
  public void add(DecisionRecord decision) {
    Values values = new Values();
    BlockReason reason = decision.reason();
    values.set("subject", decision.subject().name()).set("topic", decision.topic());
    if (reason != null) {
      values.word("reason", reason);
    }
    database.add(
        values
            .set("decision", decision.decision())
            .set("detail", decision.detail())
            .set("decided_at", decision.decidedAt())
            .insert("healing_decisions"));
  }

  @Override
  public Optional<DecisionRecord> last(Subject subject, String topic) {
    return database.first(
        SqliteDecisions::read,
        Sql.of(ALL + "subject = ? AND topic = ? ORDER BY id DESC LIMIT 1", subject.name(), topic));
  }

  @Override
  public List<DecisionRecord> of(Subject subject, int limit) {
    return database.list(
        SqliteDecisions::read,
        Sql.of(ALL + "subject = ? ORDER BY id DESC LIMIT ?", subject.name(), Pages.limit(limit)));
  }

  private static DecisionRecord read(Row row) throws SQLException {
    return new DecisionRecord(
        row.number("id"),
        new Subject(row.text("subject")),
        row.text("topic"),
        row.text("decision"),
        row.textOrNull("reason") == null ? null : row.word("reason", BlockReason.UNKNOWN),
        row.text("detail"),
        row.time("decided_at"));
  }
}
