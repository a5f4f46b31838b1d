package io.healing.api.act;

import io.healing.api.Plugin;
import java.util.Set;

/**
 * Makes one kind of change and takes it back. Core decides, journals, guards and verifies; a
 * remediator only plans (reads), inspects (reads), applies and undoes.
 */
public interface Remediator extends Plugin {

  /** What it can do; at least one pair. */
  Set<Ability> abilities();

  /**
   * Turns the wish into exactly what would change. Reads only.
   *
   * @throws io.healing.api.HealingException when the wish cannot be fulfilled, with the reason
   */
  ActionPlan plan(PlanRequest request);

  /** Tells how the target stands against the plan. Reads only. */
  Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment);

  /**
   * Makes the change; ends when it is in place and never waits for its effect. Called only when
   * {@link #inspect} said {@link Inspection#BEFORE}.
   *
   * @return what the action row should say beside the plan, such as a command's output; may be
   *     empty
   * @throws io.healing.api.HealingException when it was not made
   */
  String apply(ActionPlan plan, PlanRequest request);

  /**
   * Takes the change back. Called only when {@link #inspect} said {@link Inspection#AFTER} and the
   * plan's undo is {@link Undo#EXACT}.
   *
   * @throws io.healing.api.HealingException when it was not taken back
   */
  void undo(ActionPlan plan, PlanRequest request);
}
