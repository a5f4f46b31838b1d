package io.healing.sqlite;

import io.healing.api.detect.ErrorSeverity;
import io.healing.api.store.Rejection;
import io.healing.api.store.RejectionRepository;
import java.util.Optional;

final class SqliteRejections implements RejectionRepository {
  private final Database database;

  SqliteRejections(Database database) {
    this.database = database;
  }

  @Override
  public void save(Rejection rejection) {
    database.change(
        new Values()
            .set("dedupe_key", rejection.dedupeKey())
            .set("content_hash", rejection.contentHash())
            .set("urgency", rejection.urgency())
            .set("rejected_by", rejection.by())
            .set("reason", rejection.reason())
            .set("rejected_at", rejection.at())
            .upsert("healing_rejections", "dedupe_key"));
  }

  /** An urgency that this release does not know is read as the highest: the no holds. */
  @Override
  public Optional<Rejection> find(String dedupeKey) {
    return database.first(
        row ->
            new Rejection(
                row.text("dedupe_key"),
                row.text("content_hash"),
                row.word("urgency", ErrorSeverity.CRITICAL),
                row.text("rejected_by"),
                row.text("reason"),
                row.time("rejected_at")),
        Sql.of("SELECT * FROM healing_rejections WHERE dedupe_key = ?", dedupeKey));
  }

  @Override
  public boolean remove(String dedupeKey) {
    return database.change(Sql.of("DELETE FROM healing_rejections WHERE dedupe_key = ?", dedupeKey))
        > 0;
  }
}
