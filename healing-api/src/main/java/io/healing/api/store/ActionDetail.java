package io.healing.api.store;

import io.healing.api.Target;
import io.healing.api.act.Verification;
import org.jspecify.annotations.Nullable;

/**
 * What we keep of an action beside its row.
 *
 * @param intentId the intent in the journal
 * @param target what it changed
 * @param afterHash the hash of the target's state after it
 * @param planHash the hash of the plan
 * @param verification whether it helped
 * @param incidentKey the key of the incident, or null
 * @param incidentId the incident, or null
 * @param by the rule or the person behind it
 * @param note why an undo was refused, or what else there is to say; may be empty
 */
public record ActionDetail(
    long intentId,
    Target target,
    String afterHash,
    String planHash,
    Verification verification,
    @Nullable String incidentKey,
    @Nullable String incidentId,
    String by,
    String note) {

  /** With another answer to "did it help". */
  public ActionDetail withVerification(Verification next) {
    return new ActionDetail(
        intentId, target, afterHash, planHash, next, incidentKey, incidentId, by, note);
  }

  /** With another note. */
  public ActionDetail withNote(String next) {
    return new ActionDetail(
        intentId, target, afterHash, planHash, verification, incidentKey, incidentId, by, next);
  }
}
