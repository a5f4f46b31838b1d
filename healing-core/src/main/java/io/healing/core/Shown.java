package io.healing.core;

import io.healing.api.act.ActionPlan;
import io.healing.api.act.HealingAction;
import io.healing.api.detect.Incident;
import io.healing.api.review.HealingReview;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.store.ActionDetail;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.SuggestionEntry;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One thing as text for a person. */
final class Shown {
  private final StringBuilder text = new StringBuilder();

  private Shown() {}

  private Shown title(String words) {
    text.append(words).append('\n');
    return this;
  }

  private Shown line(String name, @Nullable Object value) {
    if (value != null && !value.toString().isEmpty()) {
      text.append(String.format("  %-13s %s%n", name, value.toString().replace("\n", "\n    ")));
    }
    return this;
  }

  static String suggestion(
      SuggestionEntry entry, HealingStore store, UnaryOperator<String> redactor) {
    String unplanned = Unplanned.why(store, entry);
    HealingSuggestion row = entry.row();
    ActionPlan plan = entry.detail().plan();
    Shown shown =
        new Shown()
            .title("s" + row.id() + "  " + row.title())
            .line("job", row.jobId())
            .line("status", entry.standing())
            .line("category", row.category().word())
            .line("risk", row.severity().word())
            .line("why", row.description())
            .line("now", row.currentState())
            .line("change", row.suggestedChange())
            .line("expected", row.expectedImpact())
            .line("decided by", entry.detail().decidedBy())
            .line("reason", row.rejectionReason())
            .line("expires", entry.detail().expiresAt())
            .line("no plan", unplanned.isEmpty() ? "" : "cannot be approved: " + unplanned);
    if (plan != null) {
      shown
          .line("plan", redactor.apply(plan.summary()))
          .line("undo", plan.undo().word())
          .line("plan hash", plan.hash());
    }
    return shown.text.toString();
  }

  static String action(ActionEntry entry, UnaryOperator<String> redactor) {
    HealingAction row = entry.row();
    ActionDetail detail = entry.detail();
    return new Shown()
        .title(
            "a"
                + row.id()
                + "  "
                + row.actionType()
                + " "
                + redactor.apply(detail.target().toString()))
        .line("job", row.jobId())
        .line("suggestion", "s" + row.suggestionId())
        .line("status", row.status().word())
        .line("by", detail.by())
        .line("at", row.createdAt())
        .line("error", row.errorMessage())
        .line("helped", detail.verification().state().word())
        .line("because", detail.verification().reason())
        .line("note", detail.note())
        .line("taken back", row.rolledBackAt())
        .text
        .toString();
  }

  static String incident(Incident incident, HealingStore store) {
    return new Shown()
        .title(incident.id() + "  " + incident.findingId() + ": " + incident.message())
        .line("subject", incident.subject())
        .line("state", incident.state().word())
        .line("ended", incident.end() == null ? null : incident.end().word())
        .line("severity", incident.severity().word())
        .line("since", incident.detectedAt())
        .line("last seen", incident.lastSeenAt())
        .line("hint", incident.hint())
        .line("cause", Hanging.over(incident, store))
        .line("explains", Hanging.under(incident, store))
        .line(
            "actions",
            incident.recoveryActions().stream()
                .map(id -> "a" + id)
                .collect(java.util.stream.Collectors.joining(", ")))
        .text
        .toString();
  }

  static String review(HealingReview review) {
    return new Shown()
        .title("r" + review.id() + "  review of " + review.jobId())
        .line("status", review.status())
        .line("began", review.startedAt())
        .line("ended", review.finishedAt())
        .line("runs", review.runsAnalyzed())
        .line("log lines", review.logsLines())
        .line("suggestions", review.suggestionsCount())
        .line("error", review.errorMessage())
        .text
        .toString();
  }
}
