package io.healing.core.learn;

import io.healing.api.ActionType;
import io.healing.api.diagnose.Proposal;
import io.healing.api.learn.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Second attempts at running a job again that helped much more often than first ones: the first one
 * comes too early, and its delay is proposed to be as long as the cool-down after which the second
 * comes. Much more often: the interval of the one lies above that of the other.
 */
final class FirstDelay implements Rule {
  private static final Duration MOST = Duration.ofHours(1);

  @Override
  public List<Proposal> propose(OwnFigures figures) {
    Rate first = rate(figures, 1);
    Rate second = rate(figures, 2);
    int least = figures.root().learning().minSamplesForLearning();
    boolean enough = first.tried() >= least && second.tried() >= least;
    return enough && second.low() > first.high()
        ? List.of(proposal(first, second, figures))
        : List.of();
  }

  private static Rate rate(OwnFigures figures, int attempt) {
    return Rates.rate(
        "attempt " + attempt,
        figures.trials().stream()
            .filter(trial -> trial.actionType().equals(ActionType.RESTART_JOB.word()))
            .filter(trial -> trial.repair().attempts() == attempt)
            .toList());
  }

  private static Proposal proposal(Rate first, Rate second, OwnFigures figures) {
    Duration coolDown = figures.root().limits().coolDown();
    Duration next = coolDown.compareTo(MOST) < 0 ? coolDown : MOST;
    String words =
        String.format(
            Locale.ROOT,
            "Running a job again helped at %d of %d first attempts (95 %%: %.2f to %.2f) and at %d"
                + " of %d second ones (%.2f to %.2f): the first comes too early.",
            first.verified(),
            first.tried(),
            first.low(),
            first.high(),
            second.verified(),
            second.tried(),
            second.low(),
            second.high());
    return Rule.advice(
        "plugins.healing.outside_failure.first_delay", "as set", Spans.written(next), words);
  }
}
