package io.healing.sqlite;

import io.healing.api.config.LogLevel;
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
  public HealingStore open(Path file, LogLevel least) {
    return SqliteHealingStore.open(file, settings(least));
  }

  @Override
  public Optional<HealingStore> openReading(Path file, LogLevel least) {
    return Files.isRegularFile(file)
        ? Optional.of(SqliteHealingStore.openReading(file, settings(least)))
        : Optional.empty();
  }

  private static SqliteSettings settings(LogLevel least) {
    return SqliteSettings.defaults().withLogLevel(least);
  }
}
