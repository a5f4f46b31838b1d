package io.healing.core.store;

import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.HealingAction;
import io.healing.api.act.VerificationState;
import io.healing.api.detect.Incident;
import io.healing.api.learn.Effectiveness;
import io.healing.api.store.ActionDetail;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.ActionRepository;
import io.healing.api.store.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryActions implements ActionRepository {
  private static final int MOST = 1_000;

  private final Tables tables;

  MemoryActions(Tables tables) {
    this.tables = tables;
  }

  @Override
  public long add(HealingAction action, ActionDetail detail) {
    return tables.guard.hold(
        () -> {
          long suggestion = action.suggestionId();
          Tables.exists(tables.suggestions.find(suggestion).isPresent(), "suggestion", suggestion);
          long id = tables.next(Tables.Numbered.ACTION);
          put(new ActionEntry(action.withId(id), detail), findingOf(detail.incidentId()));
          new Bounds(tables).actions();
          return id;
        });
  }

  @Override
  public void update(ActionEntry entry) {
    tables.guard.run(
        () -> {
          Optional<StoredAction> old = tables.actions.find(entry.row().id());
          Tables.exists(old.isPresent(), "action", entry.row().id());
          old.ifPresent(row -> put(entry, row.findingId()));
        });
  }

  @Override
  public Optional<ActionEntry> find(long id) {
    return tables.guard.hold(() -> tables.actions.find(id).map(StoredAction::entry));
  }

  @Override
  public Optional<ActionEntry> lastOn(Target target) {
    return tables.guard.hold(
        () ->
            newest(0)
                .filter(entry -> entry.detail().target().equals(target))
                .filter(entry -> entry.row().status() == ActionStatus.SUCCESS)
                .findFirst());
  }

  @Override
  public List<ActionEntry> verifying() {
    return tables.guard.hold(
        () ->
            Tables.first(
                MOST,
                tables.actions.all().map(StoredAction::entry).filter(MemoryActions::awaited)));
  }

  @Override
  public List<ActionEntry> page(Page page) {
    return tables.guard.hold(() -> Tables.first(page.limit(), wanted(page)));
  }

  @Override
  public List<Effectiveness> effectiveness() {
    return tables.guard.hold(
        () -> {
          Map<List<String>, Effectiveness> found =
              new TreeMap<>(Comparator.comparing(List::toString));
          tables.actions.all().forEach(action -> count(action, found));
          return List.copyOf(found.values());
        });
  }

  static boolean awaited(ActionEntry entry) {
    return entry.detail().verification().state() == VerificationState.PENDING;
  }

  private static void count(StoredAction action, Map<List<String>, Effectiveness> found) {
    String finding = action.findingId();
    VerificationState state = action.entry().detail().verification().state();
    if (finding == null || state == VerificationState.PENDING || state == VerificationState.NONE) {
      return;
    }
    String type = action.entry().row().actionType();
    found.merge(List.of(finding, type), once(finding, type, state), MemoryActions::sum);
  }

  private static Effectiveness once(String finding, String type, VerificationState state) {
    return new Effectiveness(
        finding,
        type,
        state == VerificationState.VERIFIED ? 1 : 0,
        state == VerificationState.INEFFECTIVE ? 1 : 0,
        state == VerificationState.INCONCLUSIVE ? 1 : 0);
  }

  private static Effectiveness sum(Effectiveness a, Effectiveness b) {
    return new Effectiveness(
        a.findingId(),
        a.actionType(),
        a.verified() + b.verified(),
        a.ineffective() + b.ineffective(),
        a.inconclusive() + b.inconclusive());
  }

  private void put(ActionEntry entry, @Nullable String findingId) {
    Tables.written(entry.row().status(), entry.detail().verification().state());
    tables.actions.put(entry.row().id(), new StoredAction(entry, findingId));
  }

  private @Nullable String findingOf(@Nullable String incidentId) {
    return incidentId == null
        ? null
        : tables.incidents.find(incidentId).map(Incident::findingId).orElse(null);
  }

  private Stream<ActionEntry> newest(long below) {
    return (below == 0 ? tables.actions.newest() : tables.actions.newest(below))
        .map(StoredAction::entry);
  }

  private Stream<ActionEntry> wanted(Page page) {
    return newest(page.beforeId())
        .filter(e -> page.subject() == null || e.row().jobId().equals(page.subject().name()))
        .filter(e -> page.status() == null || e.row().status().word().equals(page.status()));
  }
}
