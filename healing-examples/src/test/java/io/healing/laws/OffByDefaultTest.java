package io.healing.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.HealingConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.HealingMode;
import io.healing.api.review.SuggestionStatus;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 1: nothing is changed that was not switched on, and what is switched off stays off. */
class OffByDefaultTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  @TempDir Path home;

  @Test
  void withNothingConfiguredTheChangeIsOnlySuggested() {
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home).job(c -> SelfHealingConfig.defaults()).open()) {
      scenario.play();

      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.actions()).isEmpty();
      assertThat(scenario.incidents()).isNotEmpty();
      assertThat(scenario.pending().detail().plan().after().content())
          .hasValue(BrokenConfigScenario.GOOD.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(scenario.why()).contains(BlockReason.JOB_OFF.sentence());
    }
  }

  @Test
  void withoutAStoreNothingIsChangedWhateverIsAllowed() throws IOException {
    Path file = home.toRealPath().resolve("import.properties");
    Files.writeString(file, BrokenConfigScenario.BAD);
    try (ManualHealing manual =
        Healing.builder()
            .config(HealingConfig.defaults(home))
            .job(
                io.healing.api.config.JobConfig.of(
                        JobDefinition.of("import").withFiles(java.util.List.of(file)))
                    .withSelfHealing(BrokenConfigScenario.healed()))
            .manual(BrokenConfigScenario.START)) {
      manual
          .healing()
          .observer()
          .finished(
              manual.healing().observer().started("import"),
              io.healing.api.job.RunResult.failure(new NumberFormatException("1OO")));
      manual.tick(MINUTE).tick(MINUTE);

      assertThat(manual.healing().status().observeOnlyBecause()).contains("durable");
      assertThat(manual.healing().admin().incidents()).isNotEmpty();
      assertThat(file).hasContent(BrokenConfigScenario.BAD);
    }
  }

  @Test
  void withTheRootSwitchedOffNothingRunsAtAll() {
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home).root(root -> root.withEnabled(false)).open()) {
      scenario.play();
      scenario.manual().healing().start();

      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.admin().incidents()).isEmpty();
      assertThat(scenario.admin().runs(BrokenConfigScenario.JOB)).isEmpty();
      assertThat(scenario.manual().healing().status().running()).isFalse();
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .doesNotContain("healing-loop");
    }
  }

  @Test
  void aJobThatIsOffGetsNoReviewByTheCalendarAndOneThatIsOnDoes() {
    assertThat(reviewsAfterThreeDays(home.resolve("off"), false)).isZero();
    assertThat(reviewsAfterThreeDays(home.resolve("on"), true)).isPositive();
  }

  private static int reviewsAfterThreeDays(Path place, boolean enabled) {
    place.toFile().mkdirs();
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(place)
            .job(c -> c.withEnabled(enabled).withMode(HealingMode.PROACTIVE))
            .open()) {
      for (int hour = 0; hour < 72; hour++) {
        scenario.run().pass(Duration.ofHours(1));
      }
      return scenario.admin().reviews().size();
    }
  }

  @Test
  void aPauseOfAnotherProcessIsObeyedAndWhatWasSeenIsDoneAfterIt() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open();
        SqliteHealingStore other = SqliteHealingStore.open(home.resolve("healing.db"));
        ManualHealing second =
            Healing.builder()
                .store(other)
                .config(HealingConfig.defaults(home))
                .manual(BrokenConfigScenario.START)) {
      scenario.remember();
      second.healing().admin().pause("month end", "anna");
      scenario.breakFile().run().pass(MINUTE);

      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.incidents()).as("observing goes on").isNotEmpty();
      assertThat(scenario.why()).contains("anna: month end");

      second.healing().admin().resume();
      scenario.pass(MINUTE);

      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  @Test
  void aPauseOutlivesTheProcess() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.remember().admin().pause("month end", "anna");
      scenario.restart().breakFile().run().pass(MINUTE);

      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.why()).contains(BlockReason.PAUSED.sentence());
    }
  }

  @Test
  void anApprovedChangeWaitsForTheEndOfAPause() {
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home)
            .job(c -> c.withRemediation(c.remediation().withRequireApproval(true)))
            .open()) {
      scenario.play().admin().pause("month end", "anna");
      scenario.approve(scenario.pending(), "bert").pass(MINUTE);

      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.admin().suggestions(SuggestionStatus.APPROVED)).hasSize(1);

      scenario.admin().resume();
      scenario.pass(MINUTE);

      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  @Test
  void aChangeThatDidNotHelpIsTakenBackOnlyAfterThePause() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play().admin().pause("month end", "anna");
      scenario
          .run(
              io.healing.api.job.RunTrigger.SCHEDULED,
              io.healing.api.job.RunResult.failure("something else"))
          .pass(MINUTE);

      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
      assertThat(scenario.why()).contains(BlockReason.PAUSED.sentence());

      scenario.restart().admin().resume();
      scenario.pass(MINUTE).pass(MINUTE);

      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.BAD);
    }
  }
}
