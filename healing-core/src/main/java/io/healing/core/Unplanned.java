package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.store.HealingStore;
import io.healing.api.store.SuggestionEntry;
import java.util.Optional;

/** Why a suggestion has no plan that could be approved. */
final class Unplanned {
  private static final String ADVICE =
      "it is advice, or nobody could plan it; there is nothing that Healing could apply";

  private Unplanned() {}

  /** One sentence; empty when there is a plan. */
  static String why(HealingStore store, SuggestionEntry entry) {
    return entry.detail().plan() != null
        ? ""
        : decided(store, entry).map(Unplanned::words).orElse(ADVICE);
  }

  /** The hash of its plan; refused with the reason where there is none. */
  static String hash(HealingStore store, SuggestionEntry entry) {
    ActionPlan plan = entry.detail().plan();
    if (plan == null) {
      throw new HealingException(
          "s" + entry.row().id() + " cannot be approved: " + why(store, entry),
          "Follow it by hand, or reject it with a reason.");
    }
    return plan.hash();
  }

  private static Optional<DecisionRecord> decided(HealingStore store, SuggestionEntry entry) {
    String incident = entry.detail().incidentId();
    String topic = incident == null ? "s" + entry.row().id() : incident;
    return store.decisions().last(new Subject(entry.row().jobId()), topic).filter(Unplanned::tells);
  }

  private static boolean tells(DecisionRecord record) {
    return record.reason() == BlockReason.NO_REMEDIATOR
        || record.reason() == BlockReason.GUARDED
        || record.reason() == BlockReason.ADVICE_ONLY;
  }

  private static String words(DecisionRecord record) {
    BlockReason reason = record.reason();
    String sentence = reason == null ? ADVICE : reason.sentence();
    return record.detail().isEmpty() ? sentence : sentence + " (" + record.detail() + ")";
  }
}
