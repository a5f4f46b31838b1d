package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.PluginState;
import io.healing.api.Target;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.config.HealingConfig;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunStart;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewKind;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.Instance;
import io.healing.api.store.ReviewDetail;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 13: what a process began is its own while it lives, and somebody else's when it is dead. */
class OneOwnerTest {
  private static final String JOB = "import";

  @TempDir Path home;

  private House open(String name) {
    return House.in(home).name(name).job(BrokenConfig.job(home, JOB)).open();
  }

  /** A process that only looks at the same database and knows none of the jobs. */
  private Healing stranger(SqliteHealingStore store, House house) {
    return Healing.builder().store(store).clock(house.manual.clock()).name("stranger").build();
  }

  private static long instanceOf(House house) {
    return house.store.instances().all().stream()
        .filter(instance -> house.store.instances().alive(instance.id()))
        .mapToLong(Instance::id)
        .max()
        .orElseThrow();
  }

  private static long beginReview(House house) {
    HealingReview row =
        new HealingReview(
            0, JOB, house.now(), null, "running", 0, 0, 0, 0, 0, 0, null, null, null, house.now());
    return house
        .store
        .reviews()
        .add(row, new ReviewDetail(ReviewKind.PROACTIVE, instanceOf(house), null));
  }

  @Test
  void aRunAndAReviewOfALivingProcessAreLeftAlone() {
    try (House first = open("first")) {
      first.runner.begin(JOB, RunStart.scheduled());
      first.tick(Duration.ofSeconds(1));
      long review = beginReview(first);
      try (House second = open("second")) {
        second.ticks(5, Duration.ofMinutes(1));

        assertThat(second.runs(JOB)).extracting(JobRun::outcome).containsOnly(RunOutcome.RUNNING);
        assertThat(second.store.reviews().find(review).orElseThrow().row().status())
            .isEqualTo("running");
      }
    }
  }

  @Test
  void aRunAndAReviewOfADeadProcessComeToTheirEnd() {
    House first = open("first");
    first.runner.begin(JOB, RunStart.scheduled());
    first.tick(Duration.ofSeconds(1));
    long review = beginReview(first);
    first.store.close();

    try (House second = open("second")) {
      second.ticks(2, Duration.ofMinutes(1));

      assertThat(second.runs(JOB)).extracting(JobRun::outcome).containsOnly(RunOutcome.ORPHANED);
      HealingReview ended = second.store.reviews().find(review).orElseThrow().row();
      assertThat(ended.status()).isEqualTo("failed");
      assertThat(ended.errorMessage()).isEqualTo("interrupted");
      assertThat(ended.finishedAt()).isNotNull();
      assertThat(second.admin().incidents())
          .anyMatch(incident -> incident.subject().name().equals(JOB));
    }
  }

  @Test
  void theRunOfAProcessThatDiesWhileThisOneLivesIsNoticed() {
    House first = open("first");
    first.runner.begin(JOB, RunStart.scheduled());
    first.tick(Duration.ofSeconds(1));
    try (House second = open("second")) {
      second.ticks(3, Duration.ofMinutes(1));
      assertThat(second.admin().incidents()).isEmpty();

      first.store.close();
      second.ticks(2, Duration.ofMinutes(1));

      assertThat(second.admin().incidents())
          .anyMatch(incident -> incident.findingId().equals("job.orphaned"));
    }
  }

  @Test
  void aReviewWaitsWhileAnotherLivingProcessReviews() {
    try (House first = open("first")) {
      long review = beginReview(first);
      try (House second = open("second")) {
        second.healing.review(JOB, true);
        second.ticks(3, Duration.ofMinutes(1));
        assertThat(second.admin().reviews()).extracting(HealingReview::id).containsExactly(review);

        first.store.reviews().update(ended(first, review));
        second.ticks(1, Duration.ofMinutes(1));
        assertThat(second.admin().reviews()).hasSize(2);
      }
    }
  }

  /** Raises a flag; the process that is to die does so right after it. */
  private record Flag(Path place, boolean dies) implements Remediator, Analyzer {
    static final ActionType RAISE = new ActionType("acme.raise");

    @Override
    public String id() {
      return "acme.flag";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      return Analysis.none()
          .withProposal(
              Proposal.of("Raise the flag", "It is down.", SuggestionCategory.CONFIG)
                  .withRequest(ActionRequest.of(RAISE, new Target("flag", "flag"))));
    }

    @Override
    public Set<Ability> abilities() {
      return Set.of(new Ability(RAISE, "flag", Undo.EXACT));
    }

    @Override
    public ActionPlan plan(PlanRequest request) {
      return ActionPlan.of(request.wish(), "raise the flag")
          .withUndo(Undo.EXACT)
          .withRisk(SuggestionSeverity.LOW);
    }

    @Override
    public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
      return Files.exists(place) ? Inspection.AFTER : Inspection.BEFORE;
    }

    @Override
    public String apply(ActionPlan plan, PlanRequest request) {
      try {
        Files.createFile(place);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (dies) {
        throw new InternalError("killed right after the change");
      }
      return "";
    }

    @Override
    public void undo(ActionPlan plan, PlanRequest request) {
      try {
        Files.delete(place);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private House withFlag(String name, boolean dies) {
    Flag flag = new Flag(home.resolve("flag"), dies);
    return House.in(home).name(name).job(BrokenConfig.job(home, JOB)).plugin(flag).open();
  }

  @Test
  void anIntentIsSettledByTheNextProcessWhenItsOwnerIsDeadAndNeverWhileItLives() {
    House first = withFlag("first", true);
    first.healing.review(JOB, true);
    first.tick(Duration.ofSeconds(1));
    SuggestionEntry seen = first.planned(SuggestionStatus.PENDING);
    first.admin().approve(seen.row().id(), House.hash(seen), "anna");
    first.tick(Duration.ofSeconds(5));
    assertThat(home.resolve("flag")).exists();
    long owner = instanceOf(first);
    assertThat(first.store.journal().open()).hasSize(1);

    try (House second = withFlag("second", false)) {
      second.ticks(5, Duration.ofMinutes(1));
      assertThat(second.store.journal().open())
          .singleElement()
          .satisfies(intent -> assertThat(intent.instance()).isEqualTo(owner));
      assertThat(second.admin().actions()).isEmpty();

      first.store.close();
      second.ticks(2, Duration.ofMinutes(1));

      assertThat(second.store.journal().open()).isEmpty();
      assertThat(second.admin().actions())
          .as("it was done once, and is known now")
          .singleElement()
          .satisfies(done -> assertThat(done.row().status()).isEqualTo(ActionStatus.SUCCESS));
      assertThat(second.admin().suggestion(seen.row().id()).row().status())
          .isEqualTo(SuggestionStatus.APPLIED);
    }
  }

  private House raised() {
    House house = withFlag("owner", false);
    house.healing.review(JOB, true);
    house.tick(Duration.ofSeconds(1));
    SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
    house.admin().approve(seen.row().id(), House.hash(seen), "anna");
    house.tick(Duration.ofSeconds(5));
    assertThat(home.resolve("flag")).exists();
    return house;
  }

  @Test
  void whatOnlyTheProgramCanTakeBackItTakesBackForWhoAsksFromOutside() {
    try (House house = raised();
        SqliteHealingStore second = SqliteHealingStore.open(home.resolve(House.DATABASE));
        HealingAdmin outside = HealingAdmin.on(HealingConfig.defaults(home), second)) {
      house.admin().pause("looking at it", "anna");
      assertThat(outside.rollback(1, "ben"))
          .startsWith("a1 is taken back by owner (process ")
          .endsWith("tells how that ended");
      assertThat(home.resolve("flag")).exists();

      house.tick(Duration.ofSeconds(11));
      assertThat(home.resolve("flag")).doesNotExist();
      assertThat(outside.action(1).row().status()).isEqualTo(ActionStatus.ROLLED_BACK);
      assertThat(outside.suggestion(1).standing()).isEqualTo("rejected");
      assertThat(outside.suggestion(1).detail().decidedBy()).isEqualTo("ben");
    }
  }

  @Test
  void whatTheProgramCannotTakeBackEitherIsToldToAPersonOnce() throws IOException {
    try (House house = raised();
        SqliteHealingStore second = SqliteHealingStore.open(home.resolve(House.DATABASE));
        HealingAdmin outside = HealingAdmin.on(HealingConfig.defaults(home), second)) {
      Files.delete(home.resolve("flag"));
      outside.rollback(1, "ben");
      house.ticks(4, Duration.ofSeconds(11));

      assertThat(house.mailbox.received)
          .filteredOn(told -> told.title().equals("a1, which ben wanted back, was not taken back"))
          .hasSize(1);
    }
  }

  @Test
  void aWishOfLongAgoIsToldAndNotCarriedOut() {
    try (House house = raised()) {
      wished(house, house.now().minus(Duration.ofMinutes(10)));
      house.ticks(4, Duration.ofSeconds(11));

      assertThat(home.resolve("flag")).exists();
      assertThat(house.mailbox.received)
          .filteredOn(told -> told.title().equals("a1, which ben wanted back, was not taken back"))
          .singleElement()
          .satisfies(told -> assertThat(told.body()).contains("within 10 min"));
      assertThat(house.store.states().all("healing.undo")).isEmpty();
    }
  }

  @Test
  void aWishOfJustNowIsCarriedOut() {
    try (House house = raised()) {
      wished(house, house.now().minus(Duration.ofMinutes(9)));
      house.ticks(2, Duration.ofSeconds(11));

      assertThat(home.resolve("flag")).doesNotExist();
    }
  }

  /** As another process stored it. */
  private static void wished(House house, Instant at) {
    PluginState wish = new PluginState(1, "by " + at + " ben");
    house.store.states().save("healing.undo", Map.of("1", wish));
  }

  @Test
  void withoutALivingProgramItIsRefusedAndNothingIsWanted() {
    raised().close();
    try (SqliteHealingStore second = SqliteHealingStore.open(home.resolve(House.DATABASE));
        HealingAdmin outside = HealingAdmin.on(HealingConfig.defaults(home), second)) {
      assertThatThrownBy(() -> outside.rollback(1, "ben"))
          .hasMessageContaining("Nobody here can do acme.raise on flag:flag");
      assertThat(second.states().all("healing.undo")).isEmpty();
    }
  }

  private static HealingReview ended(House house, long id) {
    HealingReview row = house.store.reviews().find(id).orElseThrow().row();
    return new HealingReview(
        id,
        JOB,
        row.startedAt(),
        house.now(),
        "completed",
        0,
        0,
        0,
        0,
        0,
        0,
        null,
        0L,
        null,
        row.createdAt());
  }

  @Test
  void anApprovalIsCarriedOutByTheProcessThatObservesTheJobAndByNoOther() {
    try (House house = open("owner");
        SqliteHealingStore second = SqliteHealingStore.open(home.resolve(House.DATABASE));
        Healing stranger = stranger(second, house)) {
      BrokenConfig.happen(house, JOB);
      SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
      stranger.admin().approve(seen.row().id(), House.hash(seen), "anna");
      stranger.tick();
      stranger.tick();
      assertThat(house.read(BrokenConfig.file(JOB))).isEqualTo(BrokenConfig.BAD);

      house.tick(Duration.ofSeconds(10));
      assertThat(house.read(BrokenConfig.file(JOB))).isEqualTo(BrokenConfig.GOOD);
      assertThat(house.admin().actions()).hasSize(1);
    }
  }

  @Test
  void twoProcessesThatObserveTheSameJobApplyAnApprovalOnce() {
    try (House first = open("first")) {
      BrokenConfig.happen(first, JOB);
      SuggestionEntry seen = first.planned(SuggestionStatus.PENDING);
      try (House second =
          House.in(home).name("second").from(first.now()).job(BrokenConfig.job(home, JOB)).open()) {
        first.admin().approve(seen.row().id(), House.hash(seen), "anna");
        second.tick(Duration.ofSeconds(10));
        first.tick(Duration.ofSeconds(10));
        second.tick(Duration.ofSeconds(10));

        assertThat(second.admin().actions()).hasSize(1);
        assertThat(first.read(BrokenConfig.file(JOB))).isEqualTo(BrokenConfig.GOOD);
      }
    }
  }
}
