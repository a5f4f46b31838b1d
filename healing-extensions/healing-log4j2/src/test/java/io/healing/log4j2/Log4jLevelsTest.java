package io.healing.log4j2;

import io.healing.api.store.HealingStore;
import io.healing.core.contract.LogLevelsContract;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;

class Log4jLevelsTest extends LogLevelsContract {
  Log4jLevelsTest() {
    super(new Log4jLibrary());
  }

  @Override
  protected HealingStore store(Path directory) {
    return SqliteHealingStore.open(directory.resolve("healing.db"));
  }
}
