package io.healing.sqlite;

import io.healing.api.store.HealingStore;
import io.healing.api.store.HealingStoreContract;
import java.nio.file.Path;

class SqliteHealingStoreTest extends HealingStoreContract {

  @Override
  protected HealingStore open(Path directory) {
    return SqliteHealingStore.open(directory.resolve("healing.db"));
  }
}
