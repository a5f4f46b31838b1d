package io.healing.api.store;

import java.nio.file.Path;

/**
 * Opens the store that a configuration names, where the program does not hand one over itself.
 * Found by {@link java.util.ServiceLoader}.
 */
public interface StoreProvider {
  /**
   * Opens the store, and makes it where there is none.
   *
   * @param file the absolute path that {@code store.path} names
   * @throws StoreException when it cannot be opened; what is there stays as it is
   */
  HealingStore open(Path file);
}
