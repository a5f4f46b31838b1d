package io.healing.core.store;

import io.healing.api.Subject;
import io.healing.api.detect.Incident;
import io.healing.api.store.IncidentRepository;
import io.healing.api.store.Page;
import io.healing.api.store.StoreException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class MemoryIncidents implements IncidentRepository {
  private static final int MOST = 1_000;
  private static final Comparator<Incident> OLDEST =
      Comparator.comparing(Incident::detectedAt).thenComparing(Incident::id);

  private final Tables tables;

  MemoryIncidents(Tables tables) {
    this.tables = tables;
  }

  @Override
  public boolean save(Incident incident) {
    return tables.guard.hold(() -> keep(incident));
  }

  @Override
  public Optional<Incident> find(String id) {
    return tables.guard.hold(() -> tables.incidents.find(id).or(() -> onlyOne(id)));
  }

  @Override
  public Optional<Incident> active(Subject subject, String fingerprint) {
    String key = subject.name() + "|" + fingerprint;
    return tables.guard.hold(() -> tables.activeIncidents.of(key).stream().findFirst());
  }

  @Override
  public List<Incident> active() {
    return tables.guard.hold(
        () ->
            tables.activeIncidents.names().stream()
                .filter(key -> !key.isEmpty())
                .flatMap(key -> tables.activeIncidents.of(key).stream())
                .sorted(OLDEST)
                .toList());
  }

  @Override
  public List<Incident> page(Page page) {
    page.refuseBefore("incidents");
    return tables.guard.hold(() -> Tables.first(page.limit(), wanted(page)));
  }

  @Override
  public List<Incident> endedSince(Instant from) {
    return tables.guard.hold(
        () ->
            tables.activeIncidents.of("").stream()
                .filter(incident -> !end(incident).isBefore(from))
                .sorted(Comparator.comparing(MemoryIncidents::end).reversed())
                .limit(MOST)
                .toList());
  }

  @Override
  public int seenSince(Instant from) {
    return tables.guard.hold(
        () ->
            (int)
                tables
                    .incidents
                    .all()
                    .filter(incident -> !incident.detectedAt().isBefore(from))
                    .count());
  }

  private Stream<Incident> wanted(Page page) {
    return tables
        .incidents
        .all()
        .filter(row -> page.subject() == null || row.subject().equals(page.subject()))
        .filter(row -> page.status() == null || row.state().word().equals(page.status()))
        .sorted(OLDEST.reversed());
  }

  private boolean keep(Incident incident) {
    Tables.written(incident.state());
    boolean over = tables.incidents.find(incident.id()).filter(Incident::ended).isPresent();
    if (over && !incident.ended()) {
      return false;
    }
    tables.incidents.put(incident.id(), incident);
    if (!incident.ended() && tables.activeIncidents.of(incident.key()).size() > 1) {
      throw new StoreException(
          "There already is an incident of " + incident.key() + " that has not ended",
          "Look for the active one before a new one is opened.",
          null);
    }
    if (incident.ended()) {
      new Bounds(tables).incidents();
    }
    return true;
  }

  private Optional<Incident> onlyOne(String beginning) {
    List<Incident> rows =
        beginning.isEmpty()
            ? List.of()
            : tables.incidents.from(beginning).values().stream()
                .takeWhile(row -> row.id().startsWith(beginning))
                .limit(2)
                .toList();
    return rows.size() == 1 ? Optional.of(rows.get(0)) : Optional.empty();
  }

  private static Instant end(Incident incident) {
    Instant end = incident.resolvedAt();
    return end == null ? incident.lastSeenAt() : end;
  }
}
