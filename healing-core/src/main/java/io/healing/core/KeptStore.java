package io.healing.core;

import io.healing.api.store.HealingStore;
import io.healing.api.store.StoreInfo;
import io.healing.core.store.InMemoryStore;

/** What is seen must be kept somewhere also where the store cannot be written. */
final class KeptStore {
  private KeptStore() {}

  /**
   * The store that is used.
   *
   * @param ours whether it was opened here, and is closed here where another takes its place
   */
  static HealingStore of(HealingStore given, boolean ours, RedactedLog log) {
    StoreInfo info = given.info();
    if (info.readOnlyBecause() == null) {
      return given;
    }
    log.warn(
        "{} cannot be written: {}. Healing only observes, and keeps what it sees in memory until"
            + " the program ends",
        info.place(),
        info.readOnlyBecause());
    if (ours) {
      given.close();
    }
    return InMemoryStore.inPlaceOf(info);
  }
}
