package io.healing.sqlite;

import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.diagnose.ChangeKind;
import io.healing.api.store.ChangeRepository;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

final class SqliteChanges implements ChangeRepository {
  private static final int MOST = 10_000;

  private final Database database;

  SqliteChanges(Database database) {
    this.database = database;
  }

  @Override
  public void add(ChangeEvent change) {
    long id =
        database.add(
            new Values()
                .word("kind", change.kind())
                .set("words", change.text())
                .set("touches", Json.list(change.touches()))
                .set("changed_at", change.at())
                .set("changed_by", change.by())
                .insert("healing_changes"));
    if (id > MOST) {
      database.change(Sql.of("DELETE FROM healing_changes WHERE id <= ?", id - MOST));
    }
  }

  @Override
  public List<ChangeEvent> between(Instant from, Instant to, int limit) {
    return database.list(
        SqliteChanges::read,
        Sql.of(
            "SELECT * FROM healing_changes WHERE changed_at BETWEEN ? AND ?"
                + " ORDER BY changed_at DESC, id DESC LIMIT ?",
            from,
            to,
            Pages.limit(limit)));
  }

  private static ChangeEvent read(Row row) throws SQLException {
    return new ChangeEvent(
        row.word("kind", ChangeKind.OTHER),
        row.text("words"),
        new TreeSet<>(row.list("touches")),
        row.time("changed_at"),
        row.text("changed_by"));
  }
}
