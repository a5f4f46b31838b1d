package io.healing.core;

import io.healing.api.config.HealingConfig;
import io.healing.api.decide.Ways;
import io.healing.api.store.HealingStore;
import io.healing.core.ai.Redactor;
import java.util.Optional;
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
  private final Books books;
  private @Nullable Rooms rooms;
  private @Nullable HealingStore earlier;
  private boolean asked;

  /**
   * Where the doctor reads and writes; asked for when they are needed.
   *
   * @param assembly what the rooms are built of, with the store
   * @param earlier the store that tells what was decided before, for reading; empty where there is
   *     none
   * @param own whether that one is closed at the end
   * @param ways by which way a person does what the report names
   */
  record Books(
      Supplier<Assembly> assembly,
      Supplier<Optional<HealingStore>> earlier,
      boolean own,
      Ways ways) {}

  Practice(HealingConfig config, Plugins plugins, Lanes lanes, Books books) {
    this.config = config;
    this.plugins = plugins;
    this.lanes = lanes;
    this.books = books;
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

  /** By which way a person does what the report names. */
  Ways ways() {
    return books.ways();
  }

  Redactor redactor() {
    return redactor;
  }

  Rooms rooms() {
    Rooms built = rooms;
    if (built == null) {
      built = RoomPlan.build(books.assembly().get(), lanes);
      rooms = built;
    }
    return built;
  }

  /** The store that tells what was decided before. */
  Optional<HealingStore> earlier() {
    if (!asked) {
      asked = true;
      earlier = books.earlier().get().orElse(null);
    }
    return Optional.ofNullable(earlier);
  }

  /** Lets go of the part that the doctor took in the store. */
  void leave() {
    if (earlier != null && books.own()) {
      earlier.close();
    }
    if (rooms != null) {
      rooms.store().instances().leave(rooms.instance().id());
    }
  }
}
