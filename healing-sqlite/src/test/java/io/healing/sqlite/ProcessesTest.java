package io.healing.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.Counter;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Instance;
import io.healing.api.store.Intent;
import io.healing.api.store.SuggestionEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class ProcessesTest {
  private static final int KILLS = Math.max(2, Integer.getInteger("healing.kill.runs", 25) / 5);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("healing.db");
  }

  @Test
  void ofTwoProcessesExactlyOneApprovesEach() throws Exception {
    int count = 150;
    addPending(count);
    try (Child ann = Child.start("approve", file, "ann", count);
        Child bob = Child.start("approve", file, "bob", count)) {
      ann.go();
      bob.go();
      List<String> byAnn = ann.rest();
      List<String> byBob = bob.rest();
      assertThat(byAnn).endsWith("done");
      assertThat(byBob).endsWith("done");
      List<String> wins = new ArrayList<>(byAnn);
      wins.addAll(byBob);
      wins.removeAll(List.of("done"));
      assertThat(wins).hasSize(count).doesNotHaveDuplicates();
      assertDecidedAsSaid(count, byAnn);
    }
    assertSound();
  }

  private void assertDecidedAsSaid(int count, List<String> byAnn) {
    try (HealingStore store = SqliteHealingStore.open(file)) {
      for (long id = 1; id <= count; id++) {
        SuggestionEntry entry = store.suggestions().find(id).orElseThrow();
        assertThat(entry.row().status()).isEqualTo(SuggestionStatus.APPROVED);
        assertThat(entry.detail().decidedBy())
            .isEqualTo(byAnn.contains("won " + id) ? "ann" : "bob");
      }
    }
  }

  @Test
  void threeProcessesLoseNoCountAndNoneIsToldToWait() throws Exception {
    try (HealingStore store = SqliteHealingStore.open(file)) {
      store.counters().save(Counter.none("k"));
      try (Child one = Child.start("count", file, "one", 100);
          Child two = Child.start("count", file, "two", 100)) {
        one.go();
        two.go();
        for (int i = 0; i < 100; i++) {
          store.transaction(
              () -> {
                int before = store.counters().find("k").orElseThrow().attempts();
                store.counters().save(new Counter("k", before + 1, 0, null, null, null));
                return true;
              });
        }
        assertThat(one.rest()).containsExactly("done");
        assertThat(two.rest()).containsExactly("done");
      }
      assertThat(store.counters().find("k").orElseThrow().attempts()).isEqualTo(300);
    }
  }

  @Test
  void aKilledProcessIsDeadAndALivingOneIsAlive() throws Exception {
    try (HealingStore store = SqliteHealingStore.open(file);
        Child stays = Child.start("live", file, "stays", 0);
        Child dies = Child.start("live", file, "dies", 0)) {
      stays.go();
      dies.go();
      long living = instance(stays);
      long killed = instance(dies);
      assertThat(store.instances().alive(living)).isTrue();
      assertThat(store.instances().alive(killed)).isTrue();
      dies.kill();
      assertThat(store.instances().alive(killed)).isFalse();
      assertThat(store.instances().alive(living)).isTrue();
      assertThat(store.instances().all())
          .extracting(Instance::name)
          .containsExactlyInAnyOrder("stays", "dies");
      stays.go();
      assertThat(stays.rest()).contains("done");
      assertThat(store.instances().alive(living)).isFalse();
    }
  }

  @Test
  void askingAboutAnInstanceOfThisProcessDoesNotReleaseItsLock() throws Exception {
    try (HealingStore one = SqliteHealingStore.open(file);
        HealingStore two = SqliteHealingStore.open(file)) {
      long id = one.instances().register("one", 1, Samples.NOON).id();
      assertThat(two.instances().alive(id)).isTrue();
      assertThat(one.instances().alive(id)).isTrue();
      try (Child other = Child.start("ask", file, "other", (int) id)) {
        other.go();
        assertThat(other.rest()).containsExactly("alive true", "done");
      }
    }
  }

  @Test
  void aProcessWhoseLockFileWasRemovedStillLivesUntilItDies() throws Exception {
    try (HealingStore store = SqliteHealingStore.open(file);
        Child child = Child.start("live", file, "child", 0)) {
      child.go();
      long id = instance(child);
      Files.delete(directory.resolve("healing.db.instances").resolve(id + ".lock"));
      assertThat(store.instances().alive(id)).isTrue();
      child.kill();
      assertThat(store.instances().alive(id)).isFalse();
    }
  }

  @Test
  void aKillDuringSavesLosesNoBatchThatReturned() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    for (int kill = 0; kill < KILLS; kill++) {
      Path fresh = directory.resolve("runs" + kill + ".db");
      int told = killAfter("save", fresh, random.nextInt(1, 60));
      try (HealingStore store = SqliteHealingStore.open(fresh)) {
        long kept = store.runs().count();
        assertThat(kept % StoreChild.BATCH).isZero();
        assertThat(kept / StoreChild.BATCH).isBetween((long) told, told + 1L);
      }
      assertThat(Raw.one(fresh, "PRAGMA integrity_check")).isEqualTo("ok");
    }
  }

  @Test
  void aKillDuringTransactionsLosesNoneAndHalvesNone() throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    for (int kill = 0; kill < KILLS; kill++) {
      Path fresh = directory.resolve("intents" + kill + ".db");
      int told = killAfter("intend", fresh, random.nextInt(1, 60));
      try (HealingStore store = SqliteHealingStore.open(fresh)) {
        List<Intent> open = store.journal().open();
        assertThat(open.size()).isBetween(told, told + 1);
        assertThat(store.counters().find("k").orElseThrow().attempts()).isEqualTo(open.size());
      }
      assertThat(Raw.one(fresh, "PRAGMA integrity_check")).isEqualTo("ok");
    }
  }

  /** Kills a child after it said so many lines, and answers how many it had said in the end. */
  private static int killAfter(String what, Path file, int lines) throws Exception {
    try (Child child = Child.start(what, file, "child", 1_000_000)) {
      child.go();
      String last = "none 0";
      for (int i = 0; i < lines; i++) {
        last = child.next();
      }
      for (String line : child.kill()) {
        last = line.matches("\\w+ \\d+") ? line : last;
      }
      return Integer.parseInt(last.substring(last.indexOf(' ') + 1));
    }
  }

  private static long instance(Child child) {
    return Long.parseLong(child.next().substring("instance ".length()));
  }

  private void addPending(int count) {
    try (HealingStore store = SqliteHealingStore.open(file)) {
      store.transaction(
          () -> {
            long review =
                store.reviews().add(Samples.review("j", Samples.NOON), Samples.reviewDetail(1));
            for (int i = 0; i < count; i++) {
              store
                  .suggestions()
                  .add(
                      Samples.suggestion(review, "j", Samples.NOON),
                      Samples.suggestionDetail("k" + i, Samples.NOON));
            }
            return review;
          });
    }
  }

  private void assertSound() throws Exception {
    assertThat(Raw.one(file, "PRAGMA integrity_check")).isEqualTo("ok");
  }
}
