package io.healing.core;

import io.healing.api.ActionRequest;
import io.healing.api.act.ActionPlan;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Diagnosis;
import io.healing.api.diagnose.DiagnosisResult;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.config.Configuration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was found out about an incident, for its reader. */
final class Diagnosed {
  private static final int SUGGESTIONS = 200;

  private final HealingStore store;

  Diagnosed(HealingStore store) {
    this.store = store;
  }

  Optional<DiagnosisResult> of(Incident incident, Instant now) {
    return Optional.ofNullable(incident.diagnosis())
        .map(json -> Configuration.json().read(json, Diagnosis.class))
        .map(diagnosis -> result(incident, diagnosis, now));
  }

  private DiagnosisResult result(Incident incident, Diagnosis diagnosis, Instant now) {
    return new DiagnosisResult(
        incident.id(),
        event(incident),
        diagnosis.rootCause(),
        diagnosis.level(),
        recommended(incident),
        data(incident, diagnosis),
        diagnosis.correlated().stream().map(this::event).toList(),
        now);
  }

  private String event(String incident) {
    return store.incidents().find(incident).map(Diagnosed::event).orElse(incident);
  }

  private static String event(Incident incident) {
    return incident.evidence().getOrDefault("event", incident.id());
  }

  private List<String> recommended(Incident incident) {
    Page page = Page.newest(SUGGESTIONS).of(incident.subject());
    return store.suggestions().page(page).stream()
        .filter(entry -> incident.id().equals(entry.detail().incidentId()))
        .filter(entry -> entry.row().status() != SuggestionStatus.REJECTED)
        .sorted(Comparator.comparingDouble((SuggestionEntry entry) -> -entry.detail().confidence()))
        .map(Diagnosed::words)
        .toList();
  }

  private static String words(SuggestionEntry entry) {
    ActionPlan plan = entry.detail().plan();
    if (plan == null) {
      return entry.row().description();
    }
    ActionRequest wish = plan.request();
    return wish.type().word() + " " + wish.target() + ": " + plan.summary();
  }

  private static Map<String, String> data(Incident incident, Diagnosis diagnosis) {
    Map<String, String> data = new TreeMap<>();
    data.put("confidence", String.format(Locale.ROOT, "%.2f", diagnosis.confidence()));
    data.put("error_type", incident.errorType().word());
    data.put("severity", incident.severity().word());
    int number = 0;
    for (Hypothesis hypothesis : diagnosis.hypotheses()) {
      number++;
      data.put("hypothesis_" + number, words(hypothesis));
    }
    return data;
  }

  private static String words(Hypothesis hypothesis) {
    List<String> parts = new ArrayList<>();
    parts.add(
        String.format(Locale.ROOT, "%s (%.2f)", hypothesis.statement(), hypothesis.likelihood()));
    for (Evidence evidence : hypothesis.supporting()) {
      parts.add("for it: " + evidence.text());
    }
    for (Evidence evidence : hypothesis.refuting()) {
      parts.add("against it: " + evidence.text());
    }
    return String.join("; ", parts);
  }
}
