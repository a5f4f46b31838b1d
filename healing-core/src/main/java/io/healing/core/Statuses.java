package io.healing.core;

import io.healing.api.learn.SystemStatus;
import io.healing.api.store.StoreInfo;
import io.healing.core.learn.Standing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The state of the whole at one moment. */
final class Statuses {
  private static final Duration LATELY = Duration.ofDays(30);

  private Statuses() {}

  static SystemStatus of(Rooms rooms, boolean running, boolean looked) {
    return rooms
        .learning()
        .status(
            new Standing(
                running,
                looked,
                rooms.jobs().size(),
                rooms.store().incidents().active(),
                rooms.store().incidents().endedSince(rooms.now().minus(LATELY)),
                rooms.store().suggestions().pending(),
                rooms.pause().reason().orElse(null),
                observeOnly(rooms.store().info()),
                rooms.jobs().dropped(),
                rooms.store().actions().effectiveness()));
  }

  /** Why nothing may be changed at all, or null when it may. */
  static @Nullable String observeOnly(StoreInfo info) {
    if (info.readOnlyBecause() != null) {
      return "the store cannot be written: " + info.readOnlyBecause();
    }
    return info.durable() ? null : "the store is not durable";
  }
}
