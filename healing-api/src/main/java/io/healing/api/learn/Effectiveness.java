package io.healing.api.learn;

/**
 * How well one type of action did on one kind of finding.
 *
 * @param findingId the dotted id of the finding
 * @param actionType the type of action
 * @param verified how often it helped
 * @param ineffective how often it did not help
 * @param inconclusive how often it could not be told
 */
public record Effectiveness(
    String findingId, String actionType, int verified, int ineffective, int inconclusive) {

  /** How often it was tried. */
  public int tried() {
    return verified + ineffective + inconclusive;
  }

  /**
   * How likely it is to help next time, from 0 to 1: (verified + 1) / (tried + 2), the rule of
   * succession, so that one success is no certainty.
   */
  public double expected() {
    return (verified + 1.0) / (tried() + 2.0);
  }
}
