package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.job.RunTrigger;
import io.healing.api.learn.ShadowAnswer;
import io.healing.api.learn.ShadowEntry;
import io.healing.api.learn.ShadowReport;
import io.healing.api.review.SuggestionStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would have been done while nothing may be done, and whether it would have helped. */
class ShadowTest {
  private static final String JOB = "import";

  @TempDir Path home;

  private House broken() {
    House house = House.in(home).job(BrokenConfig.job(home, JOB)).open();
    BrokenConfig.happen(house, JOB);
    assertThat(house.planned(SuggestionStatus.PENDING).detail().plan()).isNotNull();
    return house;
  }

  private static ShadowEntry only(House house) {
    ShadowReport report = house.admin().shadow(House.NOON);
    assertThat(report.entries()).hasSize(1);
    assertThat(report.totals().get(report.entries().get(0).answer())).isEqualTo(1);
    return report.entries().get(0);
  }

  private static void answers(House house, ShadowAnswer answer, String... words) {
    ShadowEntry entry = only(house);
    assertThat(entry.answer()).as(entry.why()).isEqualTo(answer);
    assertThat(entry.why()).contains(words);
  }

  @Test
  void whileTheTroubleGoesOnNobodyCanTell() {
    try (House house = broken()) {
      answers(house, ShadowAnswer.UNKNOWN, "nobody has done it, and the trouble goes on");
      ShadowEntry entry = only(house);
      assertThat(entry.blockedBy()).isEqualTo(BlockReason.JOB_OFF);
      assertThat(entry.allowedBy()).isEqualTo("the job's self_healing.enabled: true");
      assertThat(entry.what()).contains(BrokenConfig.file(JOB));
    }
  }

  @Test
  void aFileThatAPersonEditedIntoJustThatStateShowsThatItWouldHaveHelped() {
    try (House house = broken()) {
      house.tick(Duration.ofHours(3));
      house.write(BrokenConfig.file(JOB), BrokenConfig.GOOD);
      answers(house, ShadowAnswer.UNKNOWN, "nothing was seen of the trouble since");
      house.tick(Duration.ofMinutes(1)).run(JOB).ticks(3, Duration.ofMinutes(1));
      assertThat(house.admin().incidents()).isEmpty();
      answers(
          house, ShadowAnswer.WOULD_HAVE_HELPED, "has been just as planned since 2026-03-02T15:");
    }
  }

  @Test
  void aFileInJustThatStateThatFailsOnShowsThatItWouldNotHaveHelped() {
    String[] reads = {BrokenConfig.file(JOB)};
    try (House house = House.in(home).job(BrokenConfig.job(home, JOB)).open()) {
      house.runner.does(JOB, log -> Integer.parseInt(size(house.read(reads[0]))));
      house.write(reads[0], BrokenConfig.GOOD);
      house.tick(Duration.ofMinutes(1)).run(JOB).tick(Duration.ofMinutes(5));
      house.write(reads[0], BrokenConfig.BAD);
      house.tick(Duration.ofMinutes(5)).run(JOB).tick(Duration.ofSeconds(31));
      assertThat(house.planned(SuggestionStatus.PENDING)).isNotNull();

      house.tick(Duration.ofHours(3));
      house.write(reads[0], BrokenConfig.GOOD);
      house.write("other", BrokenConfig.BAD);
      reads[0] = "other";
      house.tick(Duration.ofMinutes(1)).run(JOB).tick(Duration.ofSeconds(31));
      answers(
          house,
          ShadowAnswer.WOULD_NOT_HAVE_HELPED,
          "has been just as planned since 2026-03-02T15:",
          "failed the same way");
    }
  }

  private static String size(String config) {
    return config.lines().toList().get(1).split("=")[1];
  }

  @Test
  void aFileInJustThatStateWithWhichItFailsInAnotherWayProvesNothing() {
    try (House house = broken()) {
      house.tick(Duration.ofHours(3));
      house.write(BrokenConfig.file(JOB), BrokenConfig.GOOD);
      OptionHouse.fails(house, JOB);
      house.tick(Duration.ofMinutes(1)).run(JOB).ticks(3, Duration.ofMinutes(1));
      ShadowEntry first =
          house.admin().shadow(House.NOON).entries().stream()
              .reduce((newer, older) -> older)
              .orElseThrow();
      assertThat(first.answer()).isEqualTo(ShadowAnswer.UNKNOWN);
      assertThat(first.why()).contains("failed in another way");
    }
  }

  @Test
  void aFileEditedOtherwiseProvesNothing() {
    try (House house = broken()) {
      house.write(BrokenConfig.file(JOB), BrokenConfig.GOOD.replace("100", "200"));
      house.tick(Duration.ofMinutes(1)).run(JOB).ticks(3, Duration.ofMinutes(1));
      answers(house, ShadowAnswer.UNKNOWN, "otherwise than planned");
    }
  }

  @Test
  void whatEndedByItselfWasNotNeeded() {
    try (House house = broken()) {
      house.runner.does(JOB, log -> {});
      house.tick(Duration.ofHours(5)).run(JOB).ticks(3, Duration.ofMinutes(1));
      answers(house, ShadowAnswer.NOT_NEEDED, "ended by itself 5 h");
    }
  }

  @Test
  void whatAPersonApprovedTellsByItsProof() {
    try (House house = broken()) {
      house.admin().approve(house.planned(SuggestionStatus.PENDING), "anna");
      house.ticks(2, Duration.ofSeconds(10)).run(JOB).ticks(4, Duration.ofSeconds(31));
      assertThat(house.read(BrokenConfig.file(JOB))).isEqualTo(BrokenConfig.GOOD);
      answers(house, ShadowAnswer.WOULD_HAVE_HELPED, "by anna made just this change and it helped");

      house.admin().rollback(house.admin().actions().get(0).row().id(), "anna");
      OptionHouse.fails(house, JOB);
      house.tick(Duration.ofMinutes(1)).run(JOB).ticks(3, Duration.ofMinutes(1));
      assertThat(house.admin().shadow(House.NOON).entries())
          .as("it was not rejected before it was done")
          .extracting(ShadowEntry::blockedBy)
          .doesNotContain(BlockReason.REJECTED_BEFORE);
    }
  }

  @Test
  void whatHealingDidByItselfIsNoShadow() {
    SelfHealingConfig on =
        SelfHealingConfig.defaults()
            .withEnabled(true)
            .withRemediation(
                SelfHealingConfig.defaults()
                    .remediation()
                    .withAllowedActions(java.util.List.of("edit_config")));
    try (House house = House.in(home).job(BrokenConfig.job(home, JOB).withSelfHealing(on)).open()) {
      BrokenConfig.happen(house, JOB);
      house.tick(Duration.ofMinutes(2)).run(JOB).ticks(4, Duration.ofSeconds(31));
      assertThat(house.admin().actions()).hasSize(1);
      assertThat(house.admin().shadow(House.NOON).entries()).isEmpty();
    }
  }

  private House refused() {
    House house = House.in(home).job(JOB).open();
    house.runner.does(JOB, log -> refuse());
    house.tick(Duration.ofMinutes(5)).run(JOB).tick(Duration.ofSeconds(31));
    assertThat(only(house).what()).contains(JOB);
    answers(house, ShadowAnswer.UNKNOWN, "it has not run to an end since");
    return house;
  }

  private static void refuse() throws IOException {
    throw new java.net.ConnectException("Connection refused: orders.example:443");
  }

  @Test
  void aNextRunThatEndsWellShowsThatRunningAtOnceWouldHaveHelped() {
    try (House house = refused()) {
      house.runner.does(JOB, log -> {});
      house.tick(Duration.ofHours(6)).run(JOB).ticks(3, Duration.ofMinutes(1));
      answers(house, ShadowAnswer.WOULD_HAVE_HELPED, "ended well without another change", "6 h");
    }
  }

  @Test
  void aNextRunThatFailsTheSameWayShowsThatItWouldNotHaveHelped() {
    try (House house = refused()) {
      house.tick(Duration.ofHours(6)).run(JOB).ticks(2, Duration.ofSeconds(31));
      answers(house, ShadowAnswer.WOULD_NOT_HAVE_HELPED, "failed the same way");
    }
  }

  @Test
  void aNextRunThatComesAtOnceShowsThatItWasNotNeeded() {
    try (House house = refused()) {
      house.runner.does(JOB, log -> {});
      house.tick(Duration.ofSeconds(20)).run(JOB).ticks(3, Duration.ofMinutes(1));
      answers(house, ShadowAnswer.NOT_NEEDED, "it ran again by itself within");
    }
  }

  @Test
  void aReportHoldsOnlyItsPeriodAndChangesNothing() {
    try (House house = refused()) {
      int suggestions = house.admin().suggestions(SuggestionStatus.PENDING).size();
      assertThat(house.admin().shadow(house.now().plusSeconds(1)).entries()).isEmpty();
      assertThat(house.admin().suggestions(SuggestionStatus.PENDING)).hasSize(suggestions);
      assertThat(house.admin().actions()).isEmpty();
      assertThat(house.runner.orders).isEmpty();
      house.runner.execute(JOB, RunTrigger.MANUAL);
    }
  }
}
