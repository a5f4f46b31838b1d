package io.healing.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Samples;
import io.healing.api.store.Counter;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Instance;
import io.healing.api.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several stores, and other programs, on one file. */
@Timeout(120)
class SharedFileTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("healing.db");
  }

  @Test
  void twoStoresInOneProcessWriteAndReadAtTheSameTime() throws Exception {
    try (HealingStore one = SqliteHealingStore.open(file);
        HealingStore two = SqliteHealingStore.open(file)) {
      one.counters().save(Counter.none("k"));
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        HealingStore store = i % 2 == 0 ? one : two;
        long first = i * 1_000L;
        work.add(() -> countUp(store));
        work.add(() -> saveAndRead(store, first));
      }
      inThreads(work);
      assertThat(two.counters().find("k").orElseThrow().attempts()).isEqualTo(160);
      assertThat(one.runs().count()).isEqualTo(160);
    }
    assertThat(Raw.one(file, "PRAGMA integrity_check")).isEqualTo("ok");
  }

  @Test
  void manyStoresMakeOneNewFileAtTheSameTime() throws Exception {
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String key = "k" + i;
      work.add(
          () -> {
            try (HealingStore store = SqliteHealingStore.open(file)) {
              store.counters().save(Counter.none(key));
              return 1;
            }
          });
    }
    inThreads(work);
    assertThat(Raw.one(file, "SELECT COUNT(*) FROM healing_counters")).isEqualTo("6");
    assertThat(Raw.one(file, "PRAGMA integrity_check")).isEqualTo("ok");
  }

  @Test
  void anInstanceOfAnotherStoreInThisProcessLivesAndAskingDoesNotEndIt() {
    try (HealingStore one = SqliteHealingStore.open(file);
        HealingStore two = SqliteHealingStore.open(file)) {
      Instance first = one.instances().register("one", 1, Samples.NOON);
      Instance second = two.instances().register("two", 1, Samples.NOON);
      assertThat(second.id()).isNotEqualTo(first.id());
      assertThat(two.instances().alive(first.id())).isTrue();
      assertThat(one.instances().alive(second.id())).isTrue();
      two.instances().leave(first.id());
      assertThat(two.instances().alive(first.id())).isTrue();
      two.instances().leave(second.id());
      assertThat(one.instances().alive(second.id())).isFalse();
      assertThat(one.instances().alive(first.id())).isTrue();
    }
  }

  @Test
  void aWriteWaitsForAnotherProgramOnlySoLongAndThenSaysSo() throws Exception {
    SqliteSettings hasty = SqliteSettings.defaults().withBusyTimeout(Duration.ofMillis(20));
    try (HealingStore store = SqliteHealingStore.open(file, hasty);
        Connection other = Raw.connect(file);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> store.counters().save(Counter.none("k")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("in use by another program")
          .hasMessageContaining("busy timeout");
      assertThat(store.counters().find("k")).isEmpty();
      statement.execute("ROLLBACK");
      store.counters().save(Counter.none("k"));
      assertThat(store.counters().find("k")).isPresent();
    }
  }

  @Test
  void aWriteWaitsUntilAnotherProgramIsDone() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (HealingStore store = SqliteHealingStore.open(file);
        Connection other = Raw.connect(file);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Future<?> write = thread.submit(() -> store.counters().save(Counter.none("k")));
      assertThat(store.counters().find("k")).isEmpty();
      statement.execute("COMMIT");
      write.get();
      assertThat(store.counters().find("k")).isPresent();
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void inAHostsDatabaseWithoutWriteAheadReadersAndWritersWaitToo() throws Exception {
    Raw.run(file, "CREATE TABLE host (a)");
    try (HealingStore one = SqliteHealingStore.open(file);
        HealingStore two = SqliteHealingStore.open(file)) {
      one.counters().save(Counter.none("k"));
      inThreads(
          List.of(
              () -> countUp(one),
              () -> countUp(two),
              () -> saveAndRead(one, 0),
              () -> saveAndRead(two, 1_000)));
      assertThat(one.counters().find("k").orElseThrow().attempts()).isEqualTo(80);
    }
    assertThat(Raw.one(file, "PRAGMA journal_mode")).isEqualTo("delete");
  }

  private static int countUp(HealingStore store) {
    for (int i = 0; i < 40; i++) {
      store.transaction(
          () -> {
            int before = store.counters().find("k").orElseThrow().attempts();
            store.counters().save(new Counter("k", before + 1, 0, null, null, null));
            return true;
          });
    }
    return 40;
  }

  private static int saveAndRead(HealingStore store, long first) {
    LongStream.range(first, first + 40)
        .forEach(
            id -> {
              store.runs().save(List.of(Samples.run(id, "j", Samples.NOON.plusSeconds(id))));
              assertThat(store.runs().find(id)).isPresent();
            });
    return 40;
  }

  private static void inThreads(List<Callable<Integer>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      for (Future<Integer> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
