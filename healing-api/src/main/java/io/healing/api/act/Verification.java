package io.healing.api.act;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the question "did it help" has come.
 *
 * @param state the answer so far
 * @param since from when observations count
 * @param deadline when it becomes inconclusive
 * @param decidedAt when it was answered, or null
 * @param reason the observation that answered it, in words; may be empty
 */
public record Verification(
    VerificationState state,
    Instant since,
    Instant deadline,
    @Nullable Instant decidedAt,
    String reason) {

  /** Awaited until the deadline. */
  public static Verification pending(Instant since, Instant deadline) {
    return new Verification(VerificationState.PENDING, since, deadline, null, "");
  }

  /** No question to answer. */
  public static Verification none(Instant at) {
    return new Verification(VerificationState.NONE, at, at, at, "");
  }

  /** Answered. */
  public Verification decided(VerificationState answer, Instant at, String why) {
    return new Verification(answer, since, deadline, at, why);
  }
}
