package io.healing.core.store;

import io.healing.api.Subject;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.store.DecisionRepository;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class MemoryDecisions implements DecisionRepository {
  private final Tables tables;

  MemoryDecisions(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void add(DecisionRecord decision) {
    BlockReason reason = decision.reason();
    if (reason != null) {
      Tables.written(reason);
    }
    tables.guard.run(
        () -> {
          long id = tables.next(Tables.Numbered.DECISION);
          tables.decisions.put(id, numbered(id, decision));
          new Bounds(tables).decisions();
        });
  }

  @Override
  public Optional<DecisionRecord> last(Subject subject, String topic) {
    return tables.guard.hold(
        () -> newest(subject).filter(row -> row.topic().equals(topic)).findFirst());
  }

  @Override
  public List<DecisionRecord> of(Subject subject, int limit) {
    return tables.guard.hold(() -> Tables.first(limit, newest(subject)));
  }

  private Stream<DecisionRecord> newest(Subject subject) {
    return tables.decisionsOf.of(subject.name()).descendingSet().stream();
  }

  private static DecisionRecord numbered(long id, DecisionRecord from) {
    return new DecisionRecord(
        id,
        from.subject(),
        from.topic(),
        from.decision(),
        from.reason(),
        from.detail(),
        from.decidedAt());
  }
}
