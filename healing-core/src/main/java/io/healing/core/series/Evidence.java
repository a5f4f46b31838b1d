package io.healing.core.series;

import io.healing.core.series.Verdict.Aspect;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What speaks against one point: the weighted surprises together, and the strongest of them.
 * Several that agree count somewhat more than their sum, so that one alone must be stronger.
 */
final class Evidence {
  /** So much of the usual size is added to both, so that nothing is no infinite part of it. */
  private static final double FLOOR = 0.05;

  /** The root by which the surprises are put together; 1 would be the plain sum. */
  private static final double AGREEMENT = 0.8;

  private final int points;
  private final double rounding;
  private double total;
  private double most;
  private @Nullable Verdict strongest;

  /**
   * @param points so far with this one
   * @param rounding differences up to this are none
   */
  Evidence(int points, double rounding) {
    this.points = points;
    this.rounding = rounding;
  }

  double total() {
    return total > 0 ? Math.pow(total, 1 / AGREEMENT) : 0;
  }

  /** A place: of the point, or of a mean. */
  void add(Surprise surprise, Aspect what, double now, double usual) {
    double margin = surprise.margin();
    double off = Math.abs(now - usual);
    double digits = surprise.of(off <= rounding ? 0 : off, points);
    keep(new Verdict(0, what, now, usual, margin, digits));
  }

  /** A size: how many times the usual one, or its part. */
  void addSize(Surprise surprise, Aspect what, double now, double usual) {
    double margin = usual * Math.expm1(surprise.margin());
    double floor = FLOOR * usual + rounding;
    double times = Math.log((now + floor) / (usual + floor));
    double digits = surprise.of(now <= rounding && usual <= rounding ? 0 : Math.abs(times), points);
    keep(new Verdict(0, what, now, usual, margin, digits));
  }

  private void keep(Verdict one) {
    double counted = weight(one.aspect()) * one.digits();
    total += counted > 0 ? Math.pow(counted, AGREEMENT) : 0;
    if (strongest == null || counted > most) {
      most = counted;
      strongest = one;
    }
  }

  private static double weight(Aspect what) {
    return switch (what) {
      case HOUR -> 0.7;
      case MEAN -> 0.25;
      case DAY -> 0.5;
      case LEVEL -> 0.5;
      case SWING -> 0.6;
      default -> 0;
    };
  }

  /** The strongest of all that was added, with a score and the origin of the places. */
  Verdict verdict(double score, double origin) {
    Verdict told = Objects.requireNonNull(strongest, "nothing was added");
    double from = told.aspect() == Aspect.SWING ? 0 : origin;
    Aspect aspect = told.digits() > 0 ? told.aspect() : Aspect.USUAL;
    double shown = Math.min(told.digits(), Math.log10(points));
    return new Verdict(
        score, aspect, from + told.seen(), from + told.expected(), told.margin(), shown);
  }
}
