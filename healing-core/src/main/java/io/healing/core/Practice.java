package io.healing.core;

import io.healing.api.config.HealingConfig;
import io.healing.core.ai.Redactor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the doctor works with. The rooms are only built when something could be mended, since a
 * healthy folder needs none of them.
 */
final class Practice {
  private final HealingConfig config;
  private final Plugins plugins;
  private final Lanes lanes;
  private final Redactor redactor = new Redactor();
  private final Supplier<Assembly> assembly;
  private @Nullable Rooms rooms;

  /**
   * @param assembly what the rooms are built of, with the store; asked for with them
   */
  Practice(HealingConfig config, Plugins plugins, Lanes lanes, Supplier<Assembly> assembly) {
    this.config = config;
    this.plugins = plugins;
    this.lanes = lanes;
    this.assembly = assembly;
  }

  HealingConfig config() {
    return config;
  }

  Plugins plugins() {
    return plugins;
  }

  Lanes lanes() {
    return lanes;
  }

  Redactor redactor() {
    return redactor;
  }

  Rooms rooms() {
    Rooms built = rooms;
    if (built == null) {
      built = RoomPlan.build(assembly.get(), lanes);
      rooms = built;
    }
    return built;
  }

  /** Lets go of the part that the doctor took in the store. */
  void leave() {
    if (rooms != null) {
      rooms.store().instances().leave(rooms.instance().id());
    }
  }
}
