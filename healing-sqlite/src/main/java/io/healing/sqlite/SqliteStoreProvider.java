package io.healing.sqlite;

import io.healing.api.store.HealingStore;
import io.healing.api.store.StoreProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens the SQLite database that a configuration names. Used by {@link java.util.ServiceLoader}.
 */
public final class SqliteStoreProvider implements StoreProvider {
  /** Used by the service loader. */
  public SqliteStoreProvider() {}

  @Override
  public HealingStore open(Path file) {
    return SqliteHealingStore.open(file);
  }

  @Override
  public Optional<HealingStore> openReading(Path file) {
    return Files.isRegularFile(file)
        ? Optional.of(SqliteHealingStore.openReading(file))
        : Optional.empty();
  }
}
