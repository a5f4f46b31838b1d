package io.healing.core;

import io.healing.api.Plural;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.store.ChangeRepository;
import io.healing.core.ai.Redactor;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Changes that the program told of and that are not stored yet. The program's thread only drops
 * them; the loop stores them, redacted.
 */
final class ToldChanges {
  private static final RedactedLog LOG = RedactedLog.of(ToldChanges.class);
  private static final int MOST = 1_000;

  private final Queue<ChangeEvent> waiting = new ArrayBlockingQueue<>(MOST);
  private final AtomicLong dropped = new AtomicLong();
  private final ChangeRepository changes;
  private final Redactor redactor;
  private final RedactedLog log;

  ToldChanges(Rooms rooms) {
    log = rooms.log(LOG);
    changes = rooms.store().changes();
    redactor = rooms.redactor();
  }

  void tell(ChangeEvent change) {
    if (!waiting.offer(change)) {
      dropped.incrementAndGet();
    }
  }

  /** One that cannot be stored waits for the next turn. */
  void store() {
    for (ChangeEvent next = waiting.peek(); next != null; next = waiting.peek()) {
      changes.add(redacted(next));
      waiting.remove();
    }
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      log.warn(
          "{} told faster than can be stored, and not known",
          Plural.of(lost, "change was", "changes were"));
    }
  }

  private ChangeEvent redacted(ChangeEvent change) {
    Set<String> touches = change.touches().stream().map(redactor).collect(Collectors.toSet());
    return new ChangeEvent(
        change.kind(),
        redactor.apply(change.text()),
        touches,
        change.at(),
        redactor.apply(change.by()));
  }
}
