package io.healing.core.series;

import java.nio.ByteBuffer;

/**
 * How unusual a distance is among the distances so far, as the negative decimal logarithm of its
 * tail probability. Above a running quantile the distances follow a generalised Pareto tail whose
 * scale and shape come from the last excesses (peaks over threshold, Pickands 1975; estimated by
 * moments, Hosking and Wallis 1987). Not thread-safe.
 */
final class Surprise {
  static final int BYTES = 5 * Float.BYTES;

  /** The share of points above the quantile: too few make the tail uncertain, many hide it. */
  private static final double TAIL = 0.006;

  private static final double TAIL_DIGITS = -Math.log10(TAIL);
  private static final double MEMORY = 0.005;
  private static final double EXCESS_MEMORY = 0.4;
  private static final double HEAVIEST = 0.25;
  private static final int ENOUGH_EXCESSES = 10;

  /** No distance counts for more: beyond it the logarithm says nothing that is worth comparing. */
  private static final double MOST_DIGITS = 20;

  /** So many typical distances a larger one teaches as if it were no larger. */
  private static final double FARTHEST = 10_000;

  private static final double LN10 = Math.log(10);
  private static final double TINY = 1e-12;

  private float quantile;
  private float typical;
  private float excess;
  private float excessSquare;
  private float above;

  /** The distance that all but six of a thousand points keep. */
  double margin() {
    return quantile;
  }

  /**
   * Judges a distance, then learns it.
   *
   * @param distance 0 or more
   * @param seen points so far with this one, 1 or more
   * @return digits of the tail probability, 0 when nothing is unusual
   */
  double of(double distance, int seen) {
    double taught = seen > AnomalyDetector.LEARNING ? Math.min(distance, most()) : distance;
    typical += (float) (Math.max(MEMORY, 1.0 / seen) * (taught - typical));
    boolean judged = seen > AnomalyDetector.LEARNING && distance > quantile;
    double digits = judged ? digits(distance - quantile) : 0;
    learn(distance, seen);
    return digits;
  }

  /** A distance of a first surprise teaches all: nothing says yet what is far. */
  private double most() {
    return typical > 0 ? FARTHEST * typical : Double.MAX_VALUE;
  }

  private double digits(double over) {
    double scale = excess + 1e-9 * typical + TINY;
    double shape = shape();
    double unit = over / (scale * (1 - shape));
    double tail = shape < 1e-3 ? unit : Math.log1p(shape * unit) / shape;
    return Math.min(MOST_DIGITS, TAIL_DIGITS + tail / LN10);
  }

  private double shape() {
    if (above <= ENOUGH_EXCESSES) {
      return 0;
    }
    double square = (double) excess * excess;
    double spread = excessSquare - square;
    double shape = 0.5 * (1 - square / (spread + Float.MIN_NORMAL));
    return Math.max(0, Math.min(HEAVIEST, shape));
  }

  private void learn(double distance, int seen) {
    double step = (typical + TINY) * Math.max(5 * MEMORY, 1.0 / seen);
    if (distance > quantile) {
      learnExcess(distance - quantile);
      quantile += (float) (step * (1 - TAIL));
    } else {
      quantile = (float) Math.max(0, quantile - step * TAIL);
    }
  }

  private void learnExcess(double over) {
    double most = 50 * (excess > 0 ? excess : typical + TINY);
    double learnt = Math.min(over, most);
    above++;
    double weight = Math.max(EXCESS_MEMORY, 1.0 / above);
    excess += (float) (weight * (learnt - excess));
    excessSquare += (float) (weight * (learnt * learnt - excessSquare));
  }

  boolean sound() {
    return Float.isFinite(quantile + typical + excess + excessSquare + above);
  }

  void write(ByteBuffer to) {
    to.putFloat(quantile).putFloat(typical).putFloat(excess).putFloat(excessSquare).putFloat(above);
  }

  void read(ByteBuffer from) {
    quantile = from.getFloat();
    typical = from.getFloat();
    excess = from.getFloat();
    excessSquare = from.getFloat();
    above = from.getFloat();
  }
}
