package io.healing.core.diagnose;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Ranks the components that a target uses by how much of the target's trouble began in them.
 *
 * <p>Time and failures add up along calls: what a component takes longer, times its calls, is lost
 * by its callers too. So each component's excess over its usual level is counted over all its
 * calls, what its own callees explain is taken away, and what is left counts at most as much as can
 * reach the target through its callers. A component counts only when it is clearly beyond its usual
 * spread at the same moments as the target. One whose excess is explained by others stays on the
 * list, far behind; of equal ones the deepest is first, since it is the most local.
 *
 * <p>Nothing is known about names. Without state; thread-safe.
 */
public final class RootCauses {

  /** What is measured, where more is worse. */
  public enum Measure {
    /** Seconds that one call takes. */
    SECONDS,
    /** The share of calls that fail, 0 to 1. */
    FAILURES,
    /** Whether it went wrong at that moment, 0 or 1; of what is shared, the share of its users. */
    WRONG
  }

  /**
   * One moment of one component.
   *
   * @param value seconds a call or share of failures; not a number where nothing was measured
   * @param calls how many calls, runs or requests it is the mean of; 1 where that is not known
   */
  public record Sample(double value, double calls) {
    /** Nothing was measured at that moment. */
    public static final Sample MISSING = new Sample(Double.NaN, 0);

    boolean known() {
      return Double.isFinite(value) && calls > 0;
    }
  }

  /**
   * What is asked.
   *
   * @param uses for each component what it calls or uses; circles are allowed
   * @param target the component whose trouble is to be explained
   * @param measure of what the samples are
   */
  public record Question(
      Map<String, ? extends Collection<String>> uses, String target, Measure measure) {}

  /**
   * A component in which the trouble may have begun.
   *
   * @param component its name
   * @param score more is likelier: the share of the target's trouble that began here, and a tenth
   *     of what passed through here
   * @param why one sentence with the figures
   */
  public record Cause(String component, double score, String why) {}

  private RootCauses() {}

  /**
   * Ranks the causes.
   *
   * @param question what is asked
   * @param normal for each component its samples of a time without trouble, at least 20 with a
   *     value; one with fewer is looked through to what it uses
   * @param abnormal for each component its samples of the time in question; the same place in each
   *     list is the same moment
   * @return the likeliest first; empty when the target is not beyond usual or nothing explains it
   */
  public static List<Cause> rank(
      Question question, Map<String, List<Sample>> normal, Map<String, List<Sample>> abnormal) {
    return Blame.of(question, normal, abnormal).causes();
  }
}
