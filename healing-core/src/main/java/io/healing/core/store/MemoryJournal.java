package io.healing.core.store;

import io.healing.api.Target;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentHead;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import io.healing.api.store.Journal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class MemoryJournal implements Journal {
  private static final int MOST = 1_000;
  private static final int MOST_HEADS = 10_000;

  private final Tables tables;

  MemoryJournal(Tables tables) {
    this.tables = tables;
  }

  @Override
  public long begin(Intent intent) {
    Tables.written(intent.kind(), intent.state(), intent.plan().undo(), intent.plan().risk());
    return tables.guard.hold(
        () -> {
          long id = tables.next(Tables.Numbered.INTENT);
          tables.intents.put(id, new Change(id, intent).done());
          return id;
        });
  }

  @Override
  public boolean settle(long id, IntentState state, Instant at, String note) {
    Tables.written(state);
    return change(
        id, MemoryJournal::isOpen, intent -> new Change(id, intent).settled(state, at, note));
  }

  @Override
  public boolean resolve(long id, IntentState state, Instant at, String note) {
    Tables.written(state);
    return change(
        id,
        intent -> intent.state() == IntentState.UNSETTLED,
        intent -> new Change(id, intent).settled(state, at, note));
  }

  @Override
  public Optional<Intent> find(long id) {
    return tables.guard.hold(() -> tables.intents.find(id));
  }

  @Override
  public List<Intent> open() {
    return tables.guard.hold(
        () -> Tables.first(MOST, tables.intents.all().filter(MemoryJournal::isOpen)));
  }

  @Override
  public Optional<Intent> pendingOn(Target target) {
    return tables.guard.hold(
        () ->
            tables
                .intents
                .newest()
                .filter(MemoryJournal::pending)
                .filter(intent -> intent.plan().request().target().equals(target))
                .findFirst());
  }

  @Override
  public boolean takeOver(long id, long from, long to) {
    return change(
        id,
        intent -> isOpen(intent) && intent.instance() == from,
        intent -> new Change(id, intent).ownedBy(to));
  }

  @Override
  public List<IntentHead> appliedSince(Instant from) {
    return tables.guard.hold(
        () ->
            tables
                .intents
                .newest()
                .filter(intent -> intent.kind() == IntentKind.APPLY)
                .filter(intent -> intent.begunAt().isAfter(from))
                .sorted(Comparator.comparing(Intent::begunAt).reversed())
                .limit(MOST_HEADS)
                .map(i -> new IntentHead(i.id(), i.subject(), i.automatic(), i.begunAt()))
                .toList());
  }

  static boolean pending(Intent intent) {
    return isOpen(intent) || intent.state() == IntentState.UNSETTLED;
  }

  private static boolean isOpen(Intent intent) {
    return intent.state() == IntentState.OPEN;
  }

  private boolean change(long id, Predicate<Intent> when, UnaryOperator<Intent> how) {
    return tables.guard.hold(
        () -> {
          Optional<Intent> old = tables.intents.find(id).filter(when);
          old.ifPresent(intent -> tables.intents.put(id, how.apply(intent)));
          return old.isPresent();
        });
  }

  private static final class Change {
    private final long id;
    private final Intent from;
    private long instance;
    private IntentState state;
    private @Nullable Instant settledAt;
    private String note;

    Change(long id, Intent from) {
      this.id = id;
      this.from = from;
      instance = from.instance();
      state = from.state();
      settledAt = from.settledAt();
      note = from.note();
    }

    Intent ownedBy(long next) {
      instance = next;
      return done();
    }

    Intent settled(IntentState next, Instant at, String words) {
      state = next;
      settledAt = at;
      note = words;
      return done();
    }

    Intent done() {
      return new Intent(
          id,
          from.kind(),
          from.subject(),
          from.suggestionId(),
          from.actionId(),
          from.plan(),
          from.incidentKey(),
          from.incidentId(),
          from.by(),
          from.automatic(),
          instance,
          state,
          from.begunAt(),
          settledAt,
          note);
    }
  }
}
