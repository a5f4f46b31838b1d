package io.healing.api.store;

import java.util.Optional;

/** What is counted per incident key. */
public interface CounterRepository {
  /** The counter of a key. */
  Optional<Counter> find(String key);

  /** Keeps a counter. */
  void save(Counter counter);
}
