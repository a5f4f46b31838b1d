package io.healing.sqlite;

import io.healing.api.store.Counter;
import io.healing.api.store.CounterRepository;
import java.util.Optional;

final class SqliteCounters implements CounterRepository {
  private final Database database;

  SqliteCounters(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Counter> find(String key) {
    return database.first(
        row ->
            new Counter(
                row.text("key"),
                row.count("attempts"),
                row.count("failures_in_a_row"),
                row.timeOrNull("last_attempt_at"),
                row.timeOrNull("cool_down_until"),
                row.timeOrNull("breaker_opened_at")),
        Sql.of("SELECT * FROM healing_counters WHERE key = ?", key));
  }

  @Override
  public void save(Counter counter) {
    database.change(
        new Values()
            .set("key", counter.key())
            .set("attempts", counter.attempts())
            .set("failures_in_a_row", counter.failuresInARow())
            .set("last_attempt_at", counter.lastAttemptAt())
            .set("cool_down_until", counter.coolDownUntil())
            .set("breaker_opened_at", counter.breakerOpenedAt())
            .upsert("healing_counters", "key"));
  }
}
