package io.healing.api.decide;

import io.healing.api.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is stored, when it differs from the one before.
 *
 * @param id the number in the store, 0 before it is stored
 * @param subject whom it concerns
 * @param topic what was decided on: an incident's id, {@code s3} for a suggestion, or {@code
 *     review}
 * @param decision the word of the decision
 * @param reason why not, or null
 * @param detail the values behind it, redacted
 * @param decidedAt when
 */
public record DecisionRecord(
    long id,
    Subject subject,
    String topic,
    String decision,
    @Nullable BlockReason reason,
    String detail,
    Instant decidedAt) {

  /** Whether another decision says the same: same topic, decision, reason. */
  public boolean sameAs(DecisionRecord other) {
    return topic.equals(other.topic) && decision.equals(other.decision) && reason == other.reason;
  }
}
