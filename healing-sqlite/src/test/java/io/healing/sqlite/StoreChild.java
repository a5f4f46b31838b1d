package io.healing.sqlite;

import io.healing.api.Samples;
import io.healing.api.job.JobRun;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.Counter;
import io.healing.api.store.HealingStore;
import io.healing.api.store.SuggestionEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** Another process that uses the same database; it says on standard output what it has done. */
final class StoreChild {
  static final int BATCH = 50;

  private final HealingStore store;
  private final String name;

  private StoreChild(HealingStore store, String name) {
    this.store = store;
    this.name = name;
  }

  public static void main(String[] args) throws IOException {
    try (HealingStore store = SqliteHealingStore.open(Path.of(args[1]))) {
      StoreChild child = new StoreChild(store, args[2]);
      say("ready");
      System.in.read();
      child.act(args[0], Integer.parseInt(args[3]));
    }
    say("done");
  }

  private void act(String what, int count) throws IOException {
    switch (what) {
      case "approve" -> LongStream.rangeClosed(1, count).forEach(this::approve);
      case "count" ->
          LongStream.range(0, count).forEach(i -> store.transaction(this::countOneMore));
      case "live" -> live();
      case "ask" -> say("alive " + store.instances().alive(count));
      case "save" -> LongStream.range(0, count).forEach(this::save);
      case "intend" -> LongStream.rangeClosed(1, count).forEach(this::intend);
      default -> throw new IllegalArgumentException(what);
    }
  }

  private void approve(long id) {
    SuggestionEntry entry = store.suggestions().find(id).orElseThrow();
    SuggestionEntry next =
        new SuggestionEntry(
            Samples.suggestion(id, entry.row(), SuggestionStatus.APPROVED),
            entry.detail().decided(name, "hash", Samples.NOON));
    if (store.suggestions().change(SuggestionStatus.PENDING, next)) {
      say("won " + id);
    }
  }

  private boolean countOneMore() {
    Counter old = store.counters().find("k").orElseThrow();
    store.counters().save(new Counter("k", old.attempts() + 1, 0, null, null, null));
    return true;
  }

  private void live() throws IOException {
    long pid = ProcessHandle.current().pid();
    say("instance " + store.instances().register(name, pid, Samples.NOON).id());
    int end = System.in.read();
    say("ending on " + end);
  }

  private void save(long batch) {
    long first = JobRun.id(1, batch * BATCH);
    store
        .runs()
        .save(
            LongStream.range(first, first + BATCH)
                .mapToObj(id -> Samples.run(id, "job", Samples.NOON.plusMillis(id)))
                .toList());
    say("saved " + (batch + 1));
  }

  private void intend(long number) {
    store.transaction(
        () -> {
          store.counters().save(new Counter("k", (int) number, 0, null, null, null));
          return store.journal().begin(Samples.intent(1, Samples.NOON.plusMillis(number)));
        });
    say("intended " + number);
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
