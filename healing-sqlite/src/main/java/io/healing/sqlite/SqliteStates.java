package io.healing.sqlite;

import io.healing.api.PluginState;
import io.healing.api.store.StateRepository;
import io.healing.sqlite.Writer.Sync;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

final class SqliteStates implements StateRepository {
  private static final String SAVE =
      """
      INSERT INTO healing_states (owner, key, version, text) VALUES (?, ?, ?, ?)
      ON CONFLICT (owner, key) DO UPDATE SET version = excluded.version, text = excluded.text
      """;

  private final Database database;

  SqliteStates(Database database) {
    this.database = database;
  }

  @Override
  public Optional<PluginState> find(String owner, String key) {
    return database.first(
        SqliteStates::read,
        Sql.of("SELECT * FROM healing_states WHERE owner = ? AND key = ?", owner, key));
  }

  @Override
  public void save(String owner, Map<String, PluginState> values) {
    database.all(
        Sync.FULL,
        values.entrySet().stream()
            .map(e -> Sql.of(SAVE, owner, e.getKey(), e.getValue().version(), e.getValue().text()))
            .toList());
  }

  @Override
  public void remove(String owner, String key) {
    database.change(Sql.of("DELETE FROM healing_states WHERE owner = ? AND key = ?", owner, key));
  }

  @Override
  public Map<String, PluginState> all(String owner) {
    Map<String, PluginState> found = new LinkedHashMap<>();
    database
        .list(
            row -> Map.entry(row.text("key"), read(row)),
            Sql.of("SELECT * FROM healing_states WHERE owner = ? ORDER BY key", owner))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(found);
  }

  private static PluginState read(Row row) throws SQLException {
    return new PluginState(row.count("version"), row.text("text"));
  }
}
