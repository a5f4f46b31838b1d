package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies at a step of a change, and another that finds what it left. */
abstract class DeathInTheAct {
  @TempDir Path home;
  Workplace place;
  Path file;

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
    file = place.own("report.conf", "dir=/gone\n");
  }

  /** Stands for the end of the process: nothing of ours catches it. */
  static final class Dead extends Error {
    private static final long serialVersionUID = 1L;
  }

  void dieAt(String last) {
    place.steps =
        step -> {
          if (step.equals(last)) {
            throw new Dead();
          }
        };
  }

  /** The dead process's work is left to this new one. */
  long reborn() {
    place.steps = step -> {};
    place.store.instances().leave(place.instance);
    place.instance = place.store.instances().register("next", 2, place.clock.instant()).id();
    return place.instance;
  }

  List<Settled> dyingAt(String step, ActionRequest wish) {
    Order order = place.order(place.plan(wish));
    dieAt(step);
    assertThatThrownBy(() -> place.acting().apply(order)).isInstanceOf(Dead.class);
    reborn();
    return place.acting().settle();
  }

  ActionRequest edit() {
    return place.edit(file, "dir=/srv\n");
  }

  ActionRequest make(ActionType type, String name) {
    Path path = place.base.resolve(name);
    place.list(path);
    return ActionRequest.of(type, new Target("file", path.toString()));
  }

  /** Begins the change that is planned, and dies in it. */
  void dieIn(Order order, String step) {
    dieAt(step);
    assertThatThrownBy(() -> place.acting().apply(order)).isInstanceOf(Dead.class);
  }
}
