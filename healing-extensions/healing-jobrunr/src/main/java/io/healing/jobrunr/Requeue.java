package io.healing.jobrunr;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.job.RunnerName;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;

/**
 * One instance that is to be put into the queue again, as long as it still is as it was found.
 *
 * @param instance its id
 * @param from FAILED, or PROCESSING by a server that is dead
 * @param version of the instance as it was found; JobRunr counts it up whenever it stores it
 */
record Requeue(UUID instance, StateName from, int version) {
  ActionRequest wish(RunnerName storage) {
    return ActionRequest.of(
            ActionType.REQUEUE_JOB, new Target(storage.scheme(), instance.toString()))
        .with(Words.STATE, from.name())
        .with(Words.VERSION, Integer.toString(version));
  }

  /**
   * Reads a wish.
   *
   * @throws HealingException when one of its parameters is missing or wrong
   */
  static Requeue of(ActionRequest wish) {
    try {
      StateName from = StateName.valueOf(need(wish, Words.STATE));
      if (from != StateName.FAILED && from != StateName.PROCESSING) {
        throw new HealingException(
            "An instance in state " + from + " is not put into the queue again",
            "Only one that FAILED, or is PROCESSING by a server that is dead.");
      }
      int version = Integer.parseInt(need(wish, Words.VERSION));
      return new Requeue(UUID.fromString(wish.target().name()), from, version);
    } catch (IllegalArgumentException e) {
      throw new HealingException(
          "The wish " + wish + " cannot be read: " + e.getMessage(),
          "The target is jobrunr:<id of the instance>, state a state and version a number.",
          e);
    }
  }

  private static String need(ActionRequest wish, String key) {
    return wish.parameter(key)
        .orElseThrow(
            () ->
                new HealingException(
                    "The wish " + wish + " has no " + key, "Give it as the storage has it."));
  }

  boolean before(Job now) {
    return now.getState() == from && now.getVersion() == version;
  }

  boolean after(Job now) {
    return now.getState() == StateName.ENQUEUED && now.getVersion() == version + 1;
  }

  /** How the instance stands before. */
  String textBefore() {
    return text(from, version);
  }

  /** How it stands after. */
  String textAfter() {
    return text(StateName.ENQUEUED, version + 1);
  }

  private static String text(StateName state, int version) {
    return "state=" + state + "\nversion=" + version + "\n";
  }
}
