package io.healing.core.store;

import io.healing.api.decide.DecisionRecord;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobRun;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.ReviewKind;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Intent;
import io.healing.api.store.ReviewEntry;
import io.healing.api.store.SuggestionEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Forgets what is older than a moment, children first, and nothing that is still needed. */
final class Forgetting {
  private final Tables tables;
  private final Instant history;

  Forgetting(Tables tables, Instant history) {
    this.tables = tables;
    this.history = history;
  }

  int history() {
    return actions()
        + suggestions()
        + reviews()
        + intents()
        + decisions()
        + incidents()
        + runs()
        + changes()
        + instances();
  }

  int metrics(Instant bound) {
    return drop(
        tables.samples,
        sample -> sample.metric().measuredAt().isBefore(bound),
        Tables.Sample::number);
  }

  int actions() {
    Set<Long> held =
        tables
            .intents
            .all()
            .filter(MemoryJournal::pending)
            .map(Intent::actionId)
            .collect(Collectors.toSet());
    int gone =
        drop(
            tables.actions,
            action ->
                old(action.entry().row().createdAt())
                    && !MemoryActions.awaited(action.entry())
                    && !held.contains(action.entry().row().id()),
            action -> action.entry().row().id());
    tables.suggestions.all().filter(this::pointsNowhere).toList().forEach(this::forgetAction);
    return gone;
  }

  private boolean pointsNowhere(SuggestionEntry entry) {
    Long action = entry.row().actionId();
    return action != null && tables.actions.find(action).isEmpty();
  }

  private void forgetAction(SuggestionEntry entry) {
    HealingSuggestion row = entry.row();
    HealingSuggestion without = row.withActionId(null);
    tables.suggestions.put(row.id(), new SuggestionEntry(without, entry.detail()));
  }

  int suggestions() {
    Set<Long> held =
        tables
            .actions
            .all()
            .map(StoredAction::entry)
            .map(ActionEntry::row)
            .map(row -> row.suggestionId())
            .collect(Collectors.toSet());
    tables
        .intents
        .all()
        .filter(MemoryJournal::pending)
        .map(Intent::suggestionId)
        .forEach(held::add);
    return drop(
        tables.suggestions,
        entry ->
            old(entry.row().createdAt())
                && !MemorySuggestions.open(entry.row().status())
                && !held.contains(entry.row().id()),
        entry -> entry.row().id());
  }

  int reviews() {
    Set<Long> held =
        tables.suggestions.all().map(entry -> entry.row().reviewId()).collect(Collectors.toSet());
    Set<Long> newest =
        tables
            .reviews
            .all()
            .filter(Forgetting::proactive)
            .collect(Collectors.toMap(e -> e.row().jobId(), e -> e.row().id(), Math::max))
            .values()
            .stream()
            .collect(Collectors.toSet());
    return drop(
        tables.reviews,
        entry ->
            old(entry.row().startedAt())
                && !"running".equals(entry.row().status())
                && !held.contains(entry.row().id())
                && !newest.contains(entry.row().id()),
        entry -> entry.row().id());
  }

  private static boolean proactive(ReviewEntry entry) {
    return entry.detail().kind() == ReviewKind.PROACTIVE
        && "completed".equals(entry.row().status());
  }

  private int intents() {
    Set<Long> held =
        tables
            .actions
            .all()
            .map(action -> action.entry().detail().intentId())
            .collect(Collectors.toSet());
    return drop(
        tables.intents,
        intent ->
            old(intent.begunAt()) && !MemoryJournal.pending(intent) && !held.contains(intent.id()),
        Intent::id);
  }

  int decisions() {
    Set<String> held =
        tables
            .suggestions
            .all()
            .filter(e -> MemorySuggestions.open(e.row().status()))
            .map(entry -> "s" + entry.row().id())
            .collect(Collectors.toSet());
    tables
        .incidents
        .all()
        .filter(incident -> !incident.ended())
        .map(Incident::id)
        .forEach(held::add);
    return drop(
        tables.decisions,
        decision ->
            old(decision.decidedAt())
                && !held.contains(decision.topic())
                && !newestReview(decision),
        DecisionRecord::id);
  }

  private boolean newestReview(DecisionRecord decision) {
    return "review".equals(decision.topic())
        && tables.decisionsOf.of(decision.subject().name()).descendingSet().stream()
            .filter(other -> "review".equals(other.topic()))
            .findFirst()
            .filter(decision::equals)
            .isPresent();
  }

  int incidents() {
    Set<String> held =
        tables
            .incidents
            .all()
            .filter(incident -> !incident.ended())
            .map(Incident::causeId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    tables
        .actions
        .all()
        .map(StoredAction::entry)
        .filter(MemoryActions::awaited)
        .map(entry -> entry.detail().incidentId())
        .filter(Objects::nonNull)
        .forEach(held::add);
    return drop(
        tables.incidents,
        incident -> incident.ended() && old(incident.resolvedAt()) && !held.contains(incident.id()),
        Incident::id);
  }

  private int runs() {
    return drop(tables.runs, run -> old(run.finishedAt()), JobRun::id);
  }

  private int changes() {
    List<Long> gone =
        tables.changes.from(0L).entrySet().stream()
            .filter(entry -> old(entry.getValue().at()))
            .map(Map.Entry::getKey)
            .toList();
    gone.forEach(tables.changes::remove);
    return gone.size();
  }

  private int instances() {
    return drop(
        tables.instances,
        instance ->
            old(instance.startedAt())
                && tables.living.find(instance.id()).isEmpty()
                && tables.running.of(Long.toString(instance.id())).isEmpty(),
        instance -> instance.id());
  }

  private boolean old(@Nullable Instant moment) {
    return moment != null && moment.isBefore(history);
  }

  private static <K extends Comparable<K>, V> int drop(
      Rows<K, V> rows, Predicate<V> when, Function<V, K> key) {
    List<K> gone = rows.all().filter(when).map(key).toList();
    gone.forEach(rows::remove);
    return gone.size();
  }
}
