package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.ActionStatus;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Instance;
import io.healing.api.store.Intent;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionEntry;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with Healing in them use one database at the same time. */
@Timeout(300)
class KillTwoProcessesTest {
  private static final Instant START = Instant.parse("2026-01-31T22:10:00Z");
  private static final int RACES = 40;

  private static final List<String> POINTS =
      List.of(
          "apply:t1.after:2",
          "apply:w.temp:1",
          "apply:w.renamed:3",
          "apply:t2.after:1",
          "undo:undo.t1.after:1",
          "undo:w.renamed:1",
          "undo:w.deleted:1",
          "undo:undo.t2.before:2");

  @TempDir Path directory;

  @Test
  void aLivingProcessKeepsWhatItDoesAndADeadOneIsFollowedByTheOther() throws Exception {
    KillHome home = KillHome.in(directory, 0);
    List<String> said = new ArrayList<>();
    try (KillProcess other = KillProcess.start(home, "other", START, "never").ready();
        HealingStore store = SqliteHealingStore.open(home.database())) {
      for (int i = 0; i < POINTS.size(); i++) {
        Instant at = START.plus(Duration.ofHours(2L * i));
        String name = "worker" + i;
        try (KillProcess worker =
            KillProcess.start(home, name, at, "hold:" + POINTS.get(i)).ready()) {
          worker.tell("work");
          worker.expect("holding");
          leavesAlone(home, store, other);
          worker.kill(0);
          said.addAll(worker.said());
        }
        other.tellAndWait("tick");
        other.tellAndWait("tick");
        assertThat(alive(store)).containsExactly("other");
        new KillAudit(home).sound(store, said);
      }
      assertQuiet(other.wrong());
    }
  }

  /** The other process turns while one stands still in the middle of a change. */
  private static void leavesAlone(KillHome home, HealingStore store, KillProcess other)
      throws Exception {
    List<Intent> before = store.journal().open();
    List<String> ledger = home.ledger();
    other.tellAndWait("tick");
    other.tellAndWait("tick");
    assertThat(store.journal().open()).isEqualTo(before);
    assertThat(home.ledger()).isEqualTo(ledger);
    assertThat(alive(store)).hasSize(2);
  }

  private static List<String> alive(HealingStore store) {
    return store.instances().all().stream()
        .filter(instance -> store.instances().alive(instance.id()))
        .map(Instance::name)
        .toList();
  }

  @Test
  void ofApprovalsGivenInTwoProcessesNoneIsLostAndNoneIsCarriedOutTwice() throws Exception {
    KillHome home = KillHome.in(directory, RACES);
    propose(home);
    List<String> said = new ArrayList<>();
    try (KillProcess ann = KillProcess.start(home, "ann", START, "never").ready();
        KillProcess bob = KillProcess.start(home, "bob", START, "never").ready()) {
      ann.tell("race");
      bob.tell("race");
      ann.expect("done");
      bob.expect("done");
      said.addAll(ann.said());
      said.addAll(bob.said());
      assertQuiet(ann.wrong());
      assertQuiet(bob.wrong());
    }
    try (HealingStore store = SqliteHealingStore.open(home.database())) {
      assertEachOnce(store, said);
    }
    new KillAudit(home).settled("audit", START.plus(Duration.ofHours(1)), said);
  }

  private static void propose(KillHome home) throws Exception {
    try (HealingStore store = SqliteHealingStore.open(home.database());
        ManualHealing healing = home.open(store, "first", START)) {
      for (int i = 0; i < RACES; i++) {
        healing.healing().review("more" + i, true);
        healing.tick(Duration.ofSeconds(1));
      }
      assertThat(store.suggestions().pending()).isEqualTo(RACES);
    }
  }

  private static void assertEachOnce(HealingStore store, List<String> said) {
    List<String> won = said.stream().filter(line -> line.startsWith("approved ")).toList();
    assertThat(won).hasSize(RACES).doesNotHaveDuplicates();
    assertThat(store.suggestions().page(Page.newest(1_000)))
        .extracting(SuggestionEntry::row)
        .allSatisfy(row -> assertThat(row.status()).isEqualTo(SuggestionStatus.APPLIED))
        .hasSize(RACES);
    assertThat(store.actions().page(Page.newest(1_000)))
        .allSatisfy(entry -> assertThat(entry.row().status()).isEqualTo(ActionStatus.SUCCESS))
        .hasSize(RACES);
  }

  /** Nothing that the database could not do at once was ever told to anybody. */
  private static void assertQuiet(String wrong) {
    assertThat(wrong)
        .doesNotContainIgnoringCase("busy")
        .doesNotContainIgnoringCase("locked")
        .doesNotContain("StoreException");
  }
}
