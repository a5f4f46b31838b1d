package io.healing.core.learn;

import io.healing.api.act.VerificationState;
import java.time.Duration;

/**
 * One repair of an incident, to be scored.
 *
 * @param state whether it helped
 * @param took from the detection of the incident to the answer
 * @param attempts how many attempts it needed, this one included; at least 1
 * @param mostAttempts how many it might have had; at least 1
 */
public record Repair(VerificationState state, Duration took, int attempts, int mostAttempts) {
  private static final double FOR_HELPING = 0.4;
  private static final double FOR_SPEED = 0.3;
  private static final double FOR_FEW_ATTEMPTS = 0.2;
  private static final double FOR_RESULT = 0.1;

  /** 0.4 if it helped, 0.3 for speed, 0.2 for few attempts, 0.1 for how clear the result is. */
  double score() {
    double helped = state == VerificationState.VERIFIED ? 1 : 0;
    return FOR_HELPING * helped
        + FOR_SPEED * speed()
        + FOR_FEW_ATTEMPTS * fewAttempts()
        + FOR_RESULT * result();
  }

  private double speed() {
    long seconds = took.toSeconds();
    if (seconds <= 150) {
      return 1;
    }
    if (seconds <= 300) {
      return 0.8;
    }
    if (seconds <= 600) {
      return 0.6;
    }
    return seconds <= 1_200 ? 0.3 : 0.1;
  }

  private double fewAttempts() {
    return Math.max(0, 1 - (Math.max(1, attempts) - 1.0) / Math.max(1, mostAttempts));
  }

  private double result() {
    return switch (state) {
      case VERIFIED -> 1;
      case INCONCLUSIVE -> 0.5;
      case INEFFECTIVE, PENDING, NONE, UNKNOWN -> 0;
    };
  }
}
