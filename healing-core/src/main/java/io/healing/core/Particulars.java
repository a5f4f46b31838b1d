package io.healing.core;

import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Diagnosis;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Page;
import io.healing.core.config.Configuration;
import io.healing.core.notify.Known;
import io.healing.core.notify.Wording;
import java.util.List;
import java.util.Locale;

/** What people are told of an incident beside itself. */
final class Particulars {
  private static final int SUGGESTIONS = 100;

  private final HealingStore store;

  Particulars(HealingStore store) {
    this.store = store;
  }

  /** With what was done or decided, a line each. */
  Known of(Incident incident, String... did) {
    return new Known(why(incident), List.of(did), waiting(incident), undoable(incident));
  }

  /** The newest change for it where that can be taken back: a run again cannot. */
  private String undoable(Incident incident) {
    return LastAction.of(store, incident)
        .filter(entry -> entry.row().canRollback())
        .map(entry -> "a" + entry.row().id())
        .orElse("");
  }

  private List<Known.Waiting> waiting(Incident incident) {
    Page page = Page.newest(SUGGESTIONS).of(incident.subject());
    return store.suggestions().page(page.in(SuggestionStatus.PENDING.word())).stream()
        .filter(entry -> incident.id().equals(entry.detail().incidentId()))
        .filter(entry -> entry.detail().plan() != null)
        .map(Wording::waiting)
        .toList();
  }

  private static String why(Incident incident) {
    String json = incident.diagnosis();
    if (json == null) {
      return "";
    }
    Diagnosis diagnosis = Configuration.json().read(json, Diagnosis.class);
    if (diagnosis.isUnknown() || diagnosis.hypotheses().isEmpty()) {
      return diagnosis.isUnknown() ? "" : diagnosis.rootCause();
    }
    Hypothesis best = diagnosis.hypotheses().get(0);
    StringBuilder text = new StringBuilder(diagnosis.rootCause());
    text.append(String.format(Locale.ROOT, " (%.2f)", diagnosis.confidence()));
    best.supporting().forEach(evidence -> text.append('\n').append(evidence.text()));
    return text.toString();
  }
}
