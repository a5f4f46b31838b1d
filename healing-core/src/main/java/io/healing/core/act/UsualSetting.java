package io.healing.core.act;

import io.healing.api.ActionType;
import io.healing.api.host.Setting;
import java.util.List;
import java.util.Optional;

/**
 * The setting of a handle that an action is about where its wish names none: a time limit for
 * {@code adjust_timeout}, room for {@code scale_resources} and {@code increase_resources}.
 */
final class UsualSetting {
  private static final String TIME = "timeout";
  private static final double TWICE = 2;

  private UsualSetting() {}

  /** Empty where no setting, or more than one, could be meant. */
  static Optional<Setting> of(ActionType type, List<Setting> all) {
    if (type.equals(ActionType.ADJUST_TIMEOUT)) {
      List<Setting> times = all.stream().filter(setting -> setting.name().contains(TIME)).toList();
      return times.size() == 1 ? Optional.of(times.get(0)) : Optional.empty();
    }
    boolean room =
        type.equals(ActionType.SCALE_RESOURCES) || type.equals(ActionType.INCREASE_RESOURCES);
    return room ? room(all) : Optional.empty();
  }

  /**
   * A thread pool grows beyond its core size only when its queue is full, so its core grows first,
   * as long as its largest size leaves room for twice as many.
   */
  private static Optional<Setting> room(List<Setting> all) {
    Optional<Setting> most = named(all, "max_size");
    return named(all, "core_size")
        .filter(core -> most.filter(max -> TWICE * core.value() <= max.value()).isPresent())
        .or(() -> most)
        .or(() -> named(all, "queue_size"));
  }

  private static Optional<Setting> named(List<Setting> all, String name) {
    return all.stream().filter(setting -> setting.name().equals(name)).findFirst();
  }
}
