package io.healing.core.learn;

import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import java.util.List;

/** Proposes another setting where the figures speak for it. Without state. */
@FunctionalInterface
interface Rule {
  /** What it proposes; empty where nothing speaks for a change. */
  List<Proposal> propose(OwnFigures figures);

  /** All rules. */
  static List<Rule> all() {
    return List.of(
        new FalseAlarms(),
        new QuickReturns(),
        new TimeLimits(),
        new FirstDelay(),
        new OwnTime(),
        new SureEnough());
  }

  /**
   * Advice to set something otherwise.
   *
   * @param setting its key
   * @param now its value, as the configuration writes it
   * @param next the proposed value
   * @param figures what speaks for it, in whole sentences
   */
  static Proposal advice(String setting, String now, String next, String figures) {
    return Proposal.of(
            "Set " + setting + " otherwise",
            figures + " Proposed: " + setting + ": " + next + " (now " + now + ").",
            SuggestionCategory.CONFIG)
        .withChange(setting + ": " + now, setting + ": " + next);
  }
}
