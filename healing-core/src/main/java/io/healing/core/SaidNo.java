package io.healing.core;

import io.healing.api.act.ActionPlan;
import io.healing.api.decide.Deed;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Page;
import io.healing.api.store.Rejection;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.review.Draft;
import io.healing.core.review.Reviewing;
import java.util.Optional;

/** Whether a person has said no before to what the doctor would do. Reads only. */
final class SaidNo {
  private static final int LIST = 1_000;

  private final Practice practice;

  SaidNo(Practice practice) {
    this.practice = practice;
  }

  /** Who said no, why, and how it is lifted. */
  Optional<String> to(Finding finding, ActionPlan plan) {
    return practice.earlier().flatMap(store -> to(draft(finding, plan), store));
  }

  private Draft draft(Finding finding, ActionPlan plan) {
    Incident incident = Incident.open("i-0", "doctor", "", finding, practice.rooms().now());
    return new Draft(0, finding.subject(), Healer.proposal(finding, plan), plan, incident);
  }

  private Optional<String> to(Draft draft, HealingStore store) {
    Reviewing reviewing =
        new Reviewing(
            store,
            practice.rooms().assembly().clock(),
            practice.redactor(),
            practice.config().selfHealing().limits());
    return reviewing.rejection(draft).map(no -> words(no, draft, store));
  }

  private String words(Rejection no, Draft draft, HealingStore store) {
    return store.suggestions().page(Page.newest(LIST).of(draft.subject())).stream()
        .filter(entry -> entry.detail().dedupeKey().equals(no.dedupeKey()))
        .findFirst()
        .map(entry -> words(no, entry))
        .orElseGet(() -> said(no));
  }

  private String words(Rejection no, SuggestionEntry entry) {
    Deed lift = Deed.of(Deed.Kind.LIFT, "s" + entry.row().id());
    return said(no) + "; '" + practice.ways().to(lift) + "' lifts that";
  }

  /** The words on somebody's no. */
  static String said(Rejection no) {
    return "not done: " + no.by() + " said no to it (" + no.reason() + ")";
  }
}
