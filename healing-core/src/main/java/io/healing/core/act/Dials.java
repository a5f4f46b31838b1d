package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.decide.BlockReason;
import io.healing.api.host.Handle;
import io.healing.api.host.Setting;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The numbers of the running program that can be changed. A target is a handle's, {@code
 * pool:orders} with the parameter {@code setting}, or in one {@code pool:orders#max_size}; or
 * {@code jmx:OBJECTNAME#Attribute}. A wish that names no setting means the usual one of its action.
 */
final class Dials {
  static final String JMX = "jmx";
  private static final String SETTING = "setting";

  private final List<Handle> handles;

  Dials(List<Handle> handles) {
    this.handles = handles;
  }

  /** The schemes of all targets that there can be. */
  Set<String> schemes() {
    Set<String> schemes = new TreeSet<>();
    schemes.add(JMX);
    handles.forEach(handle -> schemes.add(handle.target().scheme()));
    return schemes;
  }

  /** The wish with the one true name of its number, so that each is a target of its own. */
  ActionRequest canonical(ActionRequest wish) {
    Target target = wish.target();
    if (target.scheme().equals(JMX)) {
      return ActionRequest.of(wish.type(), ofJmx(target).target())
          .withParameters(wish.parameters());
    }
    Target handle = handle(wish).target();
    Target one = new Target(target.scheme(), handle.name() + "#" + setting(wish).name());
    return ActionRequest.of(wish.type(), one).withParameters(wish.parameters());
  }

  /**
   * The number that a wish is about.
   *
   * @throws Refused when nobody here has it
   * @throws HealingException when the wish does not say which
   */
  Dial get(ActionRequest wish) {
    return wish.target().scheme().equals(JMX)
        ? ofJmx(wish.target())
        : new HandleDial(handle(wish).target(), setting(wish));
  }

  private static JmxDial ofJmx(Target target) {
    int mark = target.name().lastIndexOf('#');
    if (mark < 1) {
      throw new HealingException(target + " names no attribute", "Write jmx:OBJECTNAME#Attribute");
    }
    return JmxDial.of(target.name().substring(0, mark), target.name().substring(mark + 1));
  }

  /** A handle's own name may have the mark in it. */
  private Handle handle(ActionRequest wish) {
    return known(wish.target())
        .or(() -> known(new Target(wish.target().scheme(), before(wish.target().name()))))
        .orElseThrow(() -> unknown(wish));
  }

  private Optional<Handle> known(Target target) {
    return handles.stream().filter(handle -> handle.target().equals(target)).findFirst();
  }

  private static String before(String name) {
    int mark = name.lastIndexOf('#');
    return mark < 1 ? name : name.substring(0, mark);
  }

  private static Refused unknown(ActionRequest wish) {
    return new Refused(
        BlockReason.NO_REMEDIATOR,
        "Nobody here can do " + wish.type() + " on " + wish.target(),
        "Register a handle of that target, with HealingBuilder.handle");
  }

  private Setting setting(ActionRequest wish) {
    Handle handle = handle(wish);
    List<Setting> all = handle.settings();
    Optional<String> name = named(wish, handle);
    if (name.isEmpty() && all.size() == 1) {
      return all.get(0);
    }
    if (name.isEmpty()) {
      return UsualSetting.of(wish.type(), all).orElseThrow(() -> noSuch(wish, name, all));
    }
    return all.stream()
        .filter(setting -> name.filter(setting.name()::equals).isPresent())
        .findFirst()
        .orElseThrow(() -> noSuch(wish, name, all));
  }

  private static Optional<String> named(ActionRequest wish, Handle handle) {
    String target = wish.target().name();
    return target.equals(handle.target().name())
        ? wish.parameter(SETTING)
        : Optional.of(target.substring(handle.target().name().length() + 1));
  }

  private static HealingException noSuch(
      ActionRequest wish, Optional<String> name, List<Setting> all) {
    List<String> known = all.stream().map(Setting::name).toList();
    return new HealingException(
        name.map(word -> wish.target() + " has no setting \"" + word + "\"")
            .orElse(wish + " does not say which setting"),
        known.isEmpty() ? "It can only be watched" : "It has " + String.join(", ", known));
  }
}
