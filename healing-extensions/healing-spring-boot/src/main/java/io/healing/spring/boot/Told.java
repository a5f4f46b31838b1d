package io.healing.spring.boot;

import io.healing.api.act.ActionPlan;
import io.healing.api.act.HealingAction;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.DiagnosisResult;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStanding;
import io.healing.api.learn.SystemStatus;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.HealingAdmin;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is shown, in plain values that every writer of JSON writes alike. */
final class Told {
  private Told() {}

  private static final class Row {
    private final Map<String, Object> values = new LinkedHashMap<>();

    Row with(String key, @Nullable Object value) {
      if (value != null) {
        values.put(
            key, value instanceof Number || value instanceof Boolean ? value : value.toString());
      }
      return this;
    }
  }

  static Map<String, Object> status(Optional<SystemStatus> newest, Optional<String> fault) {
    Row row = new Row().with("running", newest.map(SystemStatus::running).orElse(false));
    newest.ifPresent(
        status ->
            row.with("health", status.health().word())
                .with("jobs", status.jobs())
                .with("incidents", status.activeIncidents())
                .with("suggestions", status.pendingSuggestions())
                .with("paused", status.pausedBecause())
                .with("observeOnly", status.observeOnlyBecause())
                .with("eventsDropped", status.eventsDropped())
                .with("at", status.at()));
    return row.with("olderBecause", fault.orElse(null)).values;
  }

  /** The ids are those that the configuration file names. */
  static List<Map<String, Object>> jobs(Collection<JobSnapshot> all) {
    return all.stream()
        .sorted(Comparator.comparing(job -> job.definition().id()))
        .map(Told::job)
        .toList();
  }

  private static Map<String, Object> job(JobSnapshot job) {
    JobStanding standing = job.standing();
    Row row =
        new Row()
            .with("id", job.definition().id())
            .with("runner", (standing == null ? job.definition() : standing.definition()).runner())
            .with("running", job.running().size());
    job.lastRun()
        .ifPresent(
            run -> row.with("last", run.outcome().word()).with("lastEnded", run.finishedAt()));
    if (standing != null) {
      row.with("state", standing.state().name().toLowerCase(Locale.ROOT))
          .with("schedule", standing.words())
          .with("next", standing.next());
    }
    return row.values;
  }

  static Map<String, Object> incident(Incident one, Optional<DiagnosisResult> diagnosis) {
    Row row = incident(one);
    diagnosis.ifPresent(found -> row.values.put("diagnosis", diagnosis(found)));
    return row.values;
  }

  private static Map<String, Object> diagnosis(DiagnosisResult found) {
    Row row =
        new Row().with("cause", found.rootCause()).with("confidence", found.confidence().word());
    row.values.put("recommended", found.recommendedActions());
    row.values.put("considered", found.analysisData());
    return row.values;
  }

  private static Row incident(Incident one) {
    return new Row()
        .with("id", one.id())
        .with("subject", one.subject().name())
        .with("finding", one.findingId())
        .with("severity", one.severity().word())
        .with("state", one.state().word())
        .with("message", one.message())
        .with("hint", one.hint())
        .with("since", one.detectedAt());
  }

  static List<Map<String, Object>> suggestions(HealingAdmin admin) {
    return Stream.of(SuggestionStatus.PENDING, SuggestionStatus.APPROVED)
        .flatMap(status -> admin.suggestions(status).stream())
        .map(Told::suggestion)
        .toList();
  }

  private static Map<String, Object> suggestion(SuggestionEntry entry) {
    HealingSuggestion row = entry.row();
    ActionPlan plan = entry.detail().plan();
    return new Row()
        .with("id", "s" + row.id())
        .with("subject", row.jobId())
        .with("status", row.status().word())
        .with("risk", row.severity().word())
        .with("title", row.title())
        .with("description", row.description())
        .with("change", row.suggestedChange())
        .with("plan", plan == null ? null : plan.hash())
        .with("incident", entry.detail().incidentId())
        .with("since", row.createdAt())
        .values;
  }

  static List<Map<String, Object>> actions(List<ActionEntry> all) {
    return all.stream().map(Told::action).toList();
  }

  private static Map<String, Object> action(ActionEntry entry) {
    HealingAction row = entry.row();
    return new Row()
        .with("id", "a" + row.id())
        .with("subject", row.jobId())
        .with("type", row.actionType())
        .with("status", row.status().word())
        .with("verification", entry.detail().verification().state().word())
        .with("at", row.createdAt())
        .values;
  }

  static Map<String, Object> text(String text) {
    return Map.of("text", text);
  }
}
