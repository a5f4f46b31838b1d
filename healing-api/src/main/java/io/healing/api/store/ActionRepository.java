package io.healing.api.store;

import io.healing.api.Target;
import io.healing.api.act.HealingAction;
import io.healing.api.learn.Effectiveness;
import java.util.List;
import java.util.Optional;

/** What was done. */
public interface ActionRepository {
  /** Keeps a new action; its id 0 is replaced by the one returned. */
  long add(HealingAction action, ActionDetail detail);

  /** Keeps a changed action. */
  void update(ActionEntry entry);

  /** One action. */
  Optional<ActionEntry> find(long id);

  /** The newest action on a target that took place and was not taken back. */
  Optional<ActionEntry> lastOn(Target target);

  /** All whose effect is awaited, oldest first, at most 1,000. */
  List<ActionEntry> verifying();

  /** Newest first. */
  List<ActionEntry> page(Page page);

  /** How every type of action did on every kind of finding. */
  List<Effectiveness> effectiveness();
}
