package io.healing.core.store;

import io.healing.api.decide.DecisionRecord;
import io.healing.api.detect.Incident;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Keeps tables from growing without end: now and then the oldest rows beyond the capacity are
 * forgotten, but for those that time does not forget either.
 */
final class Bounds {
  private static final int PARTS = 10;

  private final Tables tables;
  private final int most;

  Bounds(Tables tables) {
    this.tables = tables;
    most = tables.capacity.rows();
  }

  void decisions() {
    int size = tables.decisions.size();
    bound(size, tables.decisions.all().map(DecisionRecord::decidedAt), Forgetting::decisions);
  }

  void reviews() {
    int size = tables.reviews.size();
    bound(size, tables.reviews.all().map(e -> e.row().startedAt()), Forgetting::reviews);
  }

  void suggestions() {
    int size = tables.suggestions.size();
    Stream<Instant> made = tables.suggestions.all().map(e -> e.row().createdAt());
    bound(size, made, Forgetting::suggestions);
  }

  void actions() {
    int size = tables.actions.size();
    Stream<Instant> made = tables.actions.all().map(e -> e.entry().row().createdAt());
    bound(size, made, Forgetting::actions);
  }

  void incidents() {
    NavigableSet<Incident> ended = tables.activeIncidents.of("");
    Stream<Instant> ends =
        ended.stream().map(Incident::resolvedAt).filter(Objects::nonNull).sorted();
    bound(ended.size(), ends, Forgetting::incidents);
  }

  /** Looks only at each tenth of the capacity, because a look goes over the whole table. */
  private void bound(int size, Stream<Instant> oldestFirst, Consumer<Forgetting> forget) {
    if (size > most && size % Math.max(1, most / PARTS) == 0) {
      Optional<Instant> kept = oldestFirst.skip((long) size - most).findFirst();
      kept.ifPresent(from -> forget.accept(new Forgetting(tables, from)));
    }
  }
}
