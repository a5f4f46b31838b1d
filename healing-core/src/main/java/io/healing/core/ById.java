package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.detect.Incident;
import io.healing.api.review.HealingReview;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentState;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.ai.Redactor;

/** One thing of the store by its id; an unknown id is refused with where the ids are. */
final class ById {
  private final HealingStore store;
  private final Redactor redactor;

  ById(HealingStore store, Redactor redactor) {
    this.store = store;
    this.redactor = redactor;
  }

  /** By its id or a beginning of it. */
  Incident incident(String id) {
    return store.incidents().find(id).orElseThrow(() -> unknown("incident", id));
  }

  SuggestionEntry suggestion(long id) {
    return store.suggestions().find(id).orElseThrow(() -> unknown("suggestion", "s" + id));
  }

  ActionEntry action(long id) {
    return store.actions().find(id).orElseThrow(() -> unknown("action", "a" + id));
  }

  private HealingReview review(long id) {
    return store.reviews().find(id).orElseThrow(() -> unknown("review", "r" + id)).row();
  }

  /** The change on a target of which nobody could tell how it ended. */
  Intent unsettled(Target target) {
    return store
        .journal()
        .pendingOn(target)
        .filter(pending -> pending.state() == IntentState.UNSETTLED)
        .orElseThrow(() -> unknown("unsettled change on", target.toString()));
  }

  /** As text for a person. */
  String show(String id) {
    if (id.startsWith("i-")) {
      return Shown.incident(incident(id), store);
    }
    if (!id.matches("[sar][0-9]{1,18}")) {
      throw new HealingException(
          "There is no id \"" + id + "\"",
          "An id looks like s3, a3, r3 or i-1f2c; the lists of suggestions, actions, reviews and"
              + " incidents show them.");
    }
    long number = Long.parseLong(id.substring(1));
    return switch (id.charAt(0)) {
      case 's' -> Shown.suggestion(suggestion(number), store, redactor);
      case 'a' -> Shown.action(action(number), redactor);
      default -> Shown.review(review(number));
    };
  }

  private static HealingException unknown(String what, String id) {
    return new HealingException(
        "There is no " + what + " \"" + id + "\"", "List them to see the ids.");
  }
}
