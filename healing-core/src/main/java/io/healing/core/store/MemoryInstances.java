package io.healing.core.store;

import io.healing.api.store.Instance;
import io.healing.api.store.InstanceRepository;
import java.time.Instant;
import java.util.List;

/** Nobody but this process sees the store, so who registered and did not leave lives. */
final class MemoryInstances implements InstanceRepository {
  private static final int MOST = 1_000;

  private final Tables tables;

  MemoryInstances(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Instance register(String name, long pid, Instant at) {
    return tables.guard.hold(
        () -> {
          long id = tables.next(Tables.Numbered.INSTANCE);
          Instance instance = new Instance(id, name, pid, at);
          tables.instances.put(id, instance);
          tables.living.put(id, instance);
          return instance;
        });
  }

  @Override
  public boolean alive(long id) {
    return tables.guard.hold(() -> tables.living.find(id).isPresent());
  }

  @Override
  public List<Instance> all() {
    return tables.guard.hold(() -> Tables.first(MOST, tables.instances.newest()));
  }

  @Override
  public List<Long> withUnfinishedRuns() {
    return tables.guard.hold(
        () ->
            tables.running.names().stream()
                .filter(id -> !id.isEmpty())
                .map(Long::valueOf)
                .toList());
  }

  @Override
  public void leave(long id) {
    tables.guard.run(() -> tables.living.remove(id));
  }
}
