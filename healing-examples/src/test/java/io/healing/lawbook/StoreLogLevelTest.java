package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.LogLevel;
import io.healing.api.store.HealingStore;
import io.healing.core.store.InMemoryStore;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that the program opened itself keeps to the configuration's level too. */
class StoreLogLevelTest {
  @TempDir Path home;

  @Test
  void theStoreIsToldTheLogLevelOfTheConfiguration() {
    List<Object> levels = new ArrayList<>();
    HealingStore behind = InMemoryStore.create();
    HealingStore store =
        (HealingStore)
            Proxy.newProxyInstance(
                HealingStore.class.getClassLoader(),
                new Class<?>[] {HealingStore.class},
                (self, method, given) -> {
                  if (method.getName().equals("logFrom")) {
                    levels.add(given[0]);
                  }
                  return method.invoke(behind, given);
                });

    House.in(home).root(root -> root.withLogLevel(LogLevel.ERROR)).store(store).open().close();

    assertThat(levels).containsExactly(LogLevel.ERROR);
  }
}
