package io.healing.core.store;

import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.store.ChangeRepository;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

final class MemoryChanges implements ChangeRepository {
  private final Tables tables;

  MemoryChanges(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void add(ChangeEvent change) {
    tables.guard.run(
        () -> {
          long number = tables.next(Tables.Numbered.CHANGE);
          tables.changes.put(number, change);
          tables.changes.remove(number - tables.capacity.rows());
        });
  }

  @Override
  public List<ChangeEvent> between(Instant from, Instant to, int limit) {
    return tables.guard.hold(
        () ->
            Tables.first(
                limit,
                tables
                    .changes
                    .newest()
                    .filter(change -> !change.at().isBefore(from) && !change.at().isAfter(to))
                    .sorted(Comparator.comparing(ChangeEvent::at).reversed())));
  }
}
