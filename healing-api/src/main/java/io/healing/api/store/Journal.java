package io.healing.api.store;

import io.healing.api.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was intended, written before it was done. */
public interface Journal {
  /** Writes an intent; its id 0 is replaced by the one returned. */
  long begin(Intent intent);

  /**
   * Settles an open intent.
   *
   * @return false when it was not open any more; nothing is changed then
   */
  boolean settle(long id, IntentState state, Instant at, String note);

  /**
   * Settles an unsettled intent, after a person has looked.
   *
   * @param state {@link IntentState#DONE} when the change is in place, {@link IntentState#FAILED}
   *     when it is not
   * @return false when it was not unsettled any more; nothing is changed then
   */
  boolean resolve(long id, IntentState state, Instant at, String note);

  /** One intent. */
  Optional<Intent> find(long id);

  /** All open ones, oldest first, at most 1,000. */
  List<Intent> open();

  /** The open or unsettled one on this target. */
  Optional<Intent> pendingOn(Target target);

  /**
   * Takes an open intent over from a dead instance.
   *
   * @return false when somebody else was first
   */
  boolean takeOver(long id, long from, long to);

  /** The changes begun after this moment, newest first, at most 10,000. */
  List<IntentHead> appliedSince(Instant from);
}
