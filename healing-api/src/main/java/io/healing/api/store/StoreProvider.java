package io.healing.api.store;

import io.healing.api.config.LogLevel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens the store that a configuration names, where the program does not hand one over itself.
 * Found by {@link java.util.ServiceLoader}.
 */
public interface StoreProvider {
  /**
   * Opens the store, and makes it where there is none.
   *
   * @param file the absolute path that {@code store.path} names
   * @param least the store logs nothing below this level
   * @throws StoreException when it cannot be opened; what is there stays as it is
   */
  HealingStore open(Path file, LogLevel least);

  /**
   * Opens the store for reading only; makes and changes nothing.
   *
   * @param least the store logs nothing below this level
   * @return empty where there is none, or where it is not known how to read it without changing it,
   *     as by default
   * @throws StoreException when what is there cannot be read
   */
  default Optional<HealingStore> openReading(Path file, LogLevel least) {
    return Optional.empty();
  }
}
