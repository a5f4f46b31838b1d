package io.healing.api.learn;

import org.jspecify.annotations.Nullable;

/**
 * How often something helped, and how sure that is.
 *
 * @param name what it is told of: the word of an action, of a type of error or of a severity
 * @param verified how often it helped, 0 to {@code tried}
 * @param tried how often it was tried and answered, 0 or more
 * @param meanScore the mean score of the tries, 0 to 1; null without one
 */
public record Rate(String name, int verified, int tried, @Nullable Double meanScore) {
  /** How many standard deviations 95 % of a normal distribution lie within. */
  private static final double Z = 1.959963984540054;

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException when more helped than were tried, or a count is negative
   */
  public Rate {
    if (verified < 0 || verified > tried) {
      throw new IllegalArgumentException(
          "Of %d tries at %s %d cannot have helped".formatted(tried, name, verified));
    }
  }

  /** Without a score. */
  public static Rate of(String name, int verified, int tried) {
    return new Rate(name, verified, tried, null);
  }

  /** The share that helped, 0 to 1; 0 without a try. */
  public double share() {
    return tried == 0 ? 0 : (double) verified / tried;
  }

  /**
   * The lower end of the interval that holds the true share with 95 %, by Wilson's formula, which
   * stays honest for few tries and for none or all helped; 0 without a try.
   */
  public double low() {
    return tried == 0 ? 0 : Math.max(0, centre() - reach());
  }

  /** The upper end of the same interval; 1 without a try. */
  public double high() {
    return tried == 0 ? 1 : Math.min(1, centre() + reach());
  }

  private double centre() {
    return (share() + Z * Z / (2 * tried)) / (1 + Z * Z / tried);
  }

  private double reach() {
    double spread = share() * (1 - share()) / tried + Z * Z / (4.0 * tried * tried);
    return Z * Math.sqrt(spread) / (1 + Z * Z / tried);
  }
}
