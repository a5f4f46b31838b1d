package io.healing.quartz;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.quartz.Rows.TriggerAt;

/**
 * Another state for one trigger's row, as long as it still is as it was found.
 *
 * @param at whose row
 * @param from as it was found
 * @param to the state that it gets; the next fire time stays
 */
record RowChange(TriggerAt at, State from, String to) {
  private static final String GROUP = "trigger_group";
  private static final String NAME = "trigger_name";
  private static final String OLD = "trigger_state";
  private static final String NEXT = "next_fire_time";
  private static final String NEW = "new_trigger_state";

  /** The two columns that are guarded. */
  record State(String state, long next) {
    String text() {
      return OLD + "=" + state + "\n" + NEXT + "=" + next + "\n";
    }
  }

  /** As it is when the change is made. */
  State after() {
    return new State(to, from.next());
  }

  /** What takes it back. */
  RowChange reverse() {
    return new RowChange(at, after(), from.state());
  }

  ActionRequest wish(String scheme) {
    return ActionRequest.of(ActionType.UPDATE_ROW, new Target(scheme, at.toString()))
        .with(GROUP, at.group())
        .with(NAME, at.name())
        .with(OLD, from.state())
        .with(NEXT, Long.toString(from.next()))
        .with(NEW, to);
  }

  /**
   * Reads a wish.
   *
   * @throws HealingException when one of its parameters is missing or wrong
   */
  static RowChange of(ActionRequest wish) {
    TriggerAt at = new TriggerAt(need(wish, GROUP), need(wish, NAME));
    RowChange change = new RowChange(at, new State(need(wish, OLD), number(wish)), need(wish, NEW));
    if (!wish.target().name().equals(at.toString())) {
      throw new HealingException(
          "The row of trigger " + at + " is not the target " + wish.target(), "Name one trigger.");
    }
    if (!change.to.equals(free(change.from.state()))) {
      throw new HealingException(
          "A trigger in state " + change.from.state() + " is not set to " + change.to,
          "ACQUIRED and BLOCKED become WAITING, PAUSED_BLOCKED becomes PAUSED; nothing else is"
              + " done.");
    }
    return change;
  }

  /** The state in which a trigger is free again; empty for one that is not held by anybody. */
  static String free(String state) {
    return switch (state) {
      case "ACQUIRED", "BLOCKED" -> "WAITING";
      case "PAUSED_BLOCKED" -> "PAUSED";
      default -> "";
    };
  }

  private static long number(ActionRequest wish) {
    String text = need(wish, NEXT);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new HealingException(
          NEXT + " is \"" + text + "\"", "It is a number of milliseconds since 1970.", e);
    }
  }

  private static String need(ActionRequest wish, String key) {
    return wish.parameter(key)
        .orElseThrow(
            () ->
                new HealingException(
                    "The wish " + wish + " has no " + key, "Give the row exactly as it is."));
  }
}
