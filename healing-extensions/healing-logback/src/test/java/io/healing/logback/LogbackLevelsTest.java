package io.healing.logback;

import io.healing.api.store.HealingStore;
import io.healing.core.contract.LogLevelsContract;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;

class LogbackLevelsTest extends LogLevelsContract {
  LogbackLevelsTest() {
    super(new LogbackLibrary());
  }

  @Override
  protected HealingStore store(Path directory) {
    return SqliteHealingStore.open(directory.resolve("healing.db"));
  }
}
