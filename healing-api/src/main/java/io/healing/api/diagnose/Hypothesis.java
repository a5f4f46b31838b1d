package io.healing.api.diagnose;

import java.util.List;

/**
 * A possible cause.
 *
 * @param statement one sentence
 * @param likelihood 0 to 1
 * @param supporting what speaks for it
 * @param refuting what speaks against it
 */
public record Hypothesis(
    String statement, double likelihood, List<Evidence> supporting, List<Evidence> refuting) {

  /** Checks the likelihood and copies the lists. */
  public Hypothesis {
    if (!(likelihood >= 0 && likelihood <= 1)) {
      throw new IllegalArgumentException("A likelihood is 0 to 1, but is " + likelihood);
    }
    supporting = List.copyOf(supporting);
    refuting = List.copyOf(refuting);
  }

  /** A hypothesis with what speaks for it. */
  public static Hypothesis of(String statement, double likelihood, Evidence... supporting) {
    return new Hypothesis(statement, likelihood, List.of(supporting), List.of());
  }
}
