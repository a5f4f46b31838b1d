package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.config.LimitsConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 8: an approval holds for exactly what the person saw. */
class ApprovalTest {
  private static final String JOB = "import";
  private static final String FILE = BrokenConfig.file(JOB);

  @TempDir Path home;

  private House broken() {
    House house = House.in(home).job(BrokenConfig.job(home, JOB)).open();
    BrokenConfig.happen(house, JOB);
    return house;
  }

  @Test
  void whatAPersonApprovedIsAppliedAndProved() {
    try (House house = broken()) {
      SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.BAD);

      house.admin().approve(seen.row().id(), House.hash(seen), "anna");
      house.tick(Duration.ofSeconds(5));

      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.GOOD);
      SuggestionEntry applied = house.admin().suggestion(seen.row().id());
      assertThat(applied.row().status()).isEqualTo(SuggestionStatus.APPLIED);
      assertThat(applied.row().reviewedBy()).isEqualTo("human");
      assertThat(applied.detail().decidedBy()).isEqualTo("anna");
      house.tick(Duration.ofMinutes(2)).run(JOB).ticks(4, Duration.ofSeconds(31));
      assertThat(house.admin().actions())
          .singleElement()
          .satisfies(
              a -> assertThat(a.detail().verification().state().word()).isEqualTo("verified"));
      assertThat(house.admin().incidents()).isEmpty();
      assertThat(house.mailbox.received)
          .filteredOn(told -> told.kind() == NotificationKind.SUCCESS)
          .singleElement()
          .satisfies(
              told -> {
                assertThat(told.title()).startsWith("Mended: ");
                assertThat(told.body()).contains("verified").doesNotContain("stack: ");
              });
    }
  }

  @Test
  void anotherPlansHashIsRefusedAndNothingChanges() {
    try (House house = broken()) {
      SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
      String other = House.hash(seen).replace('a', 'b').replace('1', '2');

      assertThatThrownBy(() -> house.admin().approve(seen.row().id(), other, "anna"))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining(House.hash(seen));
      house.tick(Duration.ofMinutes(1));

      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.BAD);
      assertThat(house.admin().suggestion(seen.row().id()).row().status())
          .isEqualTo(SuggestionStatus.PENDING);
      assertThat(house.admin().actions()).isEmpty();
    }
  }

  @Test
  void adviceIsRefusedWithTheReasonAndShownSo() {
    try (House house = House.in(home).job("plain").open()) {
      house.runner.does("plain", log -> Files.readString(home.resolve("input.csv")));
      house.run("plain").tick(Duration.ofSeconds(31));
      SuggestionEntry seen = house.admin().suggestions(SuggestionStatus.PENDING).get(0);
      assertThat(seen.detail().plan()).isNull();

      assertThat(house.admin().show("s" + seen.row().id())).contains("cannot be approved: ");
      assertThatThrownBy(() -> house.admin().approve(seen, "anna"))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("s" + seen.row().id() + " cannot be approved: ")
          .hasMessageContaining("Follow it by hand");
      assertThat(house.admin().suggestion(seen.row().id()).row().status())
          .isEqualTo(SuggestionStatus.PENDING);
    }
  }

  @Test
  void theSecondIsToldWhoWasFirst() {
    try (House house = broken()) {
      SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
      house.admin().approve(seen.row().id(), House.hash(seen), "anna");

      assertThatThrownBy(() -> house.admin().approve(seen.row().id(), House.hash(seen), "ben"))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("anna")
          .hasMessageContaining("approved");
    }
  }

  @Test
  void aRejectedSuggestionCannotBeApprovedAndARejectionNeedsAReason() {
    try (House house = broken()) {
      SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
      assertThatThrownBy(() -> house.admin().reject(seen.row().id(), "ben", " "))
          .hasMessageContaining("reason");
      assertThat(house.admin().suggestion(seen.row().id()).row().status())
          .isEqualTo(SuggestionStatus.PENDING);

      house.admin().reject(seen.row().id(), "ben", "it was meant so");
      assertThatThrownBy(() -> house.admin().approve(seen.row().id(), House.hash(seen), "anna"))
          .hasMessageContaining("rejected")
          .hasMessageContaining("ben");
      house.tick(Duration.ofHours(1));
      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.BAD);
    }
  }

  @Test
  void aFileThatMovedOnAfterTheApprovalIsLeftToThePersonWhoEditedIt() {
    try (House house = broken()) {
      SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
      house.admin().approve(seen.row().id(), House.hash(seen), "anna");
      String mine = BrokenConfig.GOOD.replace("100", "50");
      house.write(FILE, mine);

      house.tick(Duration.ofSeconds(5));

      assertThat(house.read(FILE)).isEqualTo(mine);
      assertThat(house.admin().actions()).isEmpty();
      SuggestionEntry now = house.admin().suggestion(seen.row().id());
      assertThat(now.row().status()).isEqualTo(SuggestionStatus.REJECTED);
      assertThat(now.row().reviewedBy()).isEqualTo("auto");
      assertThat(now.row().rejectionReason()).startsWith("anna approved it, but ");
      assertThat(house.admin().show("s" + now.row().id()))
          .contains("withdrawn")
          .doesNotContain("status        rejected");
      assertThat(house.admin().why(JOB)).contains(BlockReason.WORLD_MOVED_ON.sentence());
      assertThat(house.mailbox.received)
          .filteredOn(told -> told.title().contains("which anna approved, was not done"))
          .singleElement()
          .satisfies(told -> assertThat(told.kind()).isEqualTo(NotificationKind.GIVE_UP));
    }
  }

  @Test
  void anApprovalWaitsWhileHealingIsPausedAndExpiresAtItsBound() {
    try (House house = broken()) {
      Duration valid = LimitsConfig.defaults().approvedExpiry();
      SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
      house.admin().pause("release night", "ben");
      house.admin().approve(seen.row().id(), House.hash(seen), "anna");

      house.tick(valid.minusSeconds(1));
      assertThat(house.admin().suggestion(seen.row().id()).row().status())
          .isEqualTo(SuggestionStatus.APPROVED);
      house.tick(Duration.ofSeconds(11));
      assertThat(house.admin().suggestion(seen.row().id()).row().status())
          .isEqualTo(SuggestionStatus.REJECTED);

      house.admin().resume();
      house.tick(Duration.ofMinutes(5));
      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.BAD);
      assertThat(house.admin().actions()).isEmpty();
    }
  }

  @Test
  void anApprovalThatWaitedForThePauseIsAppliedAfterwards() {
    try (House house = broken()) {
      SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
      house.admin().pause("release night", "ben");
      house.admin().approve(seen.row().id(), House.hash(seen), "anna");
      house.tick(Duration.ofHours(1));
      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.BAD);

      house.admin().resume();
      house.tick(Duration.ofSeconds(5));

      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.GOOD);
    }
  }

  @Test
  void aSuggestionThatNobodyDecidesExpiresAndIsNotRememberedAsANo() {
    try (House house = broken()) {
      SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
      Duration left = Duration.between(house.now(), seen.detail().expiresAt());
      house.tick(left.minusSeconds(1));
      assertThat(house.admin().suggestion(seen.row().id()).row().status())
          .isEqualTo(SuggestionStatus.PENDING);

      house.tick(Duration.ofSeconds(11));

      SuggestionEntry gone = house.admin().suggestion(seen.row().id());
      assertThat(gone.row().status()).isEqualTo(SuggestionStatus.REJECTED);
      assertThat(gone.row().reviewedBy()).isEqualTo("auto");
      assertThatThrownBy(() -> house.admin().approve(seen.row().id(), House.hash(seen), "anna"))
          .isInstanceOf(HealingException.class);
      house.ticks(4, Duration.ofSeconds(31));
      assertThat(house.planned(SuggestionStatus.PENDING).row().id())
          .as("the trouble is still there, so it is proposed again")
          .isNotEqualTo(seen.row().id());
    }
  }

  /** A no takes back a yes as long as nothing was done; a yes never takes back a no. */
  @Test
  void ofAYesAndANoAtOnceTheNoHoldsWhicheverWasFirstAndNothingIsChanged() throws Exception {
    int jobs = 12;
    House.Plan plan = House.in(home);
    for (int i = 0; i < jobs; i++) {
      plan.job(BrokenConfig.job(home, "import" + i));
    }
    try (House house = plan.open()) {
      for (int i = 0; i < jobs; i++) {
        BrokenConfig.happen(house, "import" + i);
      }
      List<SuggestionEntry> pending =
          house.admin().suggestions(SuggestionStatus.PENDING).stream()
              .filter(entry -> entry.detail().plan() != null)
              .toList();
      assertThat(pending).hasSize(jobs);
      yesAndNo(house, pending);
      house.ticks(10, Duration.ofMinutes(1));

      assertThat(pending)
          .extracting(entry -> house.admin().suggestion(entry.row().id()).row().status())
          .containsOnly(SuggestionStatus.REJECTED);
      assertThat(pending)
          .extracting(entry -> house.read(BrokenConfig.file(entry.row().jobId())))
          .containsOnly(BrokenConfig.BAD);
      assertThat(house.admin().actions()).isEmpty();
    }
  }

  /** Anna says yes and Ben says no at once, from two processes. */
  private void yesAndNo(House house, List<SuggestionEntry> pending) throws Exception {
    ExecutorService people = Executors.newFixedThreadPool(2);
    try (SqliteHealingStore second = SqliteHealingStore.open(home.resolve(House.DATABASE));
        Healing other =
            Healing.builder().store(second).clock(house.manual.clock()).name("second").build()) {
      CyclicBarrier line = new CyclicBarrier(2);
      for (SuggestionEntry entry : pending) {
        Future<String> yes = people.submit(() -> decide(house.admin(), entry, "anna", line));
        Future<String> no = people.submit(() -> reject(other.admin(), entry, "ben", line));
        assertThat(no.get()).isEmpty();
        assertThat(yes.get())
            .satisfiesAnyOf(y -> assertThat(y).isEmpty(), y -> assertThat(y).contains("ben"));
      }
    } finally {
      people.shutdownNow();
    }
  }

  private static String reject(
      HealingAdmin admin, SuggestionEntry entry, String person, CyclicBarrier line)
      throws Exception {
    line.await();
    try {
      admin.reject(entry.row().id(), person, "it was meant so");
      return "";
    } catch (HealingException refused) {
      return refused.getMessage();
    }
  }

  @Test
  void ofTwoProcessesThatApproveAtOnceExactlyOneWinsAndTheOtherIsToldWho() throws Exception {
    int jobs = 12;
    House.Plan plan = House.in(home);
    for (int i = 0; i < jobs; i++) {
      plan.job(BrokenConfig.job(home, "import" + i));
    }
    try (House house = plan.open()) {
      for (int i = 0; i < jobs; i++) {
        BrokenConfig.happen(house, "import" + i);
      }
      List<SuggestionEntry> pending =
          house.admin().suggestions(SuggestionStatus.PENDING).stream()
              .filter(entry -> entry.detail().plan() != null)
              .toList();
      assertThat(pending).hasSize(jobs);
      race(house, pending);
    }
  }

  private void race(House house, List<SuggestionEntry> pending) throws Exception {
    ExecutorService people = Executors.newFixedThreadPool(2);
    try (SqliteHealingStore second = SqliteHealingStore.open(home.resolve(House.DATABASE));
        Healing other =
            Healing.builder().store(second).clock(house.manual.clock()).name("second").build()) {
      CyclicBarrier line = new CyclicBarrier(2);
      for (SuggestionEntry entry : pending) {
        Future<String> anna = people.submit(() -> decide(house.admin(), entry, "anna", line));
        Future<String> ben = people.submit(() -> decide(other.admin(), entry, "ben", line));
        List<String> answers = new ArrayList<>(List.of(anna.get(), ben.get()));
        String winner = house.admin().suggestion(entry.row().id()).detail().decidedBy();
        assertThat(answers).containsOnlyOnce("");
        assertThat(answers.get(winner.equals("anna") ? 1 : 0)).contains(winner);
      }
    } finally {
      people.shutdownNow();
    }
    for (SuggestionEntry entry : pending) {
      house.tick(Duration.ofHours(1));
      assertThat(house.admin().suggestion(entry.row().id()).row().status())
          .isIn(SuggestionStatus.APPLIED, SuggestionStatus.APPROVED);
    }
    assertThat(house.admin().actions()).hasSize(pending.size());
  }

  private static String decide(
      HealingAdmin admin, SuggestionEntry entry, String person, CyclicBarrier line)
      throws Exception {
    line.await();
    try {
      admin.approve(entry.row().id(), House.hash(entry), person);
      return "";
    } catch (HealingException refused) {
      return refused.getMessage();
    }
  }
}
