package io.healing.core.store;

import io.healing.api.act.RecoveryProcedure;
import io.healing.api.store.Counter;
import io.healing.api.store.CounterRepository;
import io.healing.api.store.ProcedureRepository;
import io.healing.api.store.Rejection;
import io.healing.api.store.RejectionRepository;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The repositories that only keep rows by their key. */
final class SmallRepositories {
  private SmallRepositories() {}

  record Counters(Tables tables) implements CounterRepository {
    @Override
    public Optional<Counter> find(String key) {
      return tables.guard.hold(() -> tables.counters.find(key));
    }

    @Override
    public void save(Counter counter) {
      tables.guard.run(() -> tables.counters.put(counter.key(), counter));
    }
  }

  record Rejections(Tables tables) implements RejectionRepository {
    @Override
    public void save(Rejection rejection) {
      tables.guard.run(() -> tables.rejections.put(rejection.dedupeKey(), rejection));
    }

    @Override
    public Optional<Rejection> find(String dedupeKey) {
      return tables.guard.hold(() -> tables.rejections.find(dedupeKey));
    }

    @Override
    public boolean remove(String dedupeKey) {
      return tables.guard.hold(() -> tables.rejections.remove(dedupeKey));
    }
  }

  record Procedures(Tables tables) implements ProcedureRepository {
    private static final Comparator<RecoveryProcedure> BEST =
        Comparator.comparingDouble(RecoveryProcedure::successRate)
            .thenComparingInt(RecoveryProcedure::executionCount)
            .reversed()
            .thenComparing(RecoveryProcedure::id);

    @Override
    public void save(RecoveryProcedure procedure) {
      tables.guard.run(() -> tables.procedures.put(procedure.id(), procedure));
    }

    @Override
    public List<RecoveryProcedure> all() {
      return tables.guard.hold(() -> tables.procedures.all().sorted(BEST).toList());
    }
  }
}
