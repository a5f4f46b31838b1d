package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.config.HealingConfig;
import io.healing.api.store.HealingStore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Refuses what a caller left out, in words that say what to give. */
final class Given {
  private Given() {}

  static <T> T name(@Nullable T value, String parameter) {
    return given(value, parameter, "Name what is meant; the lists show the names.");
  }

  static String person(@Nullable String person) {
    String named = given(person, "person", "Say who does it, such as \"anna\".");
    if (named.isBlank()) {
      throw new HealingException("Nobody is named", "Say who does it, such as \"anna\".");
    }
    return named;
  }

  static String reason(@Nullable String reason) {
    return given(reason, "reason", "Say why, for those who find it later.");
  }

  static String hash(@Nullable String hash) {
    return given(
        hash,
        "planHash",
        "Give the hash of the plan that was seen; a suggestion without a plan is not approved.");
  }

  static HealingConfig config(@Nullable HealingConfig config) {
    return given(config, "config", "Read one with Healing.configuration(file).");
  }

  static HealingStore store(@Nullable HealingStore store) {
    return given(store, "store", "Open one, as with SqliteHealingStore.openReading(file).");
  }

  private static <T> T given(@Nullable T value, String parameter, String mend) {
    return Objects.requireNonNull(value, () -> parameter + " is null. " + mend);
  }
}
