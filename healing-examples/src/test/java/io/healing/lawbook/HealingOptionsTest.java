package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.LearningConfig;
import io.healing.api.config.MaintenanceWindow;
import io.healing.api.config.RecoveryConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.config.StoreConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobDefinition;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.BusinessLogConfig;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 11 for what decides, tells and keeps: every option acts. */
class HealingOptionsTest extends OptionHouse {
  private JobConfig healed() {
    return BrokenConfig.job(home, JOB)
        .withSelfHealing(
            SelfHealingConfig.defaults()
                .withEnabled(true)
                .withRemediation(
                    HealingRemediationConfig.defaults()
                        .withAllowedActions(List.of("edit_config"))));
  }

  @ParameterizedTest
  @CsvSource({"3594, pending", "3601, inconclusive"})
  void unscheduledDeadlineIsHowLongAJobWithoutAScheduleHasToShowThatItHelped(
      int after, String state) {
    try (House house = limits("unscheduledDeadline", Duration.ofHours(1)).job(healed()).open()) {
      BrokenConfig.happen(house, JOB);
      assertThat(house.admin().actions()).hasSize(1);
      Instant done = house.admin().actions().get(0).row().createdAt();
      house.tick(Duration.between(house.now(), done.plusSeconds(after)));
      assertThat(house.admin().actions().get(0).detail().verification().state().word())
          .isEqualTo(state);
      assertThat(house.read(FILE)).as("left in place").isEqualTo(BrokenConfig.GOOD);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rollbackEnabledTakesBackWhatDidNotHelpAndWithoutItOnlyAPersonActs(boolean enabled) {
    RecoveryConfig recovery = Changed.in(RecoveryConfig.defaults(), "rollbackEnabled", enabled);
    try (House house =
        House.in(home).root(root -> root.withRecovery(recovery)).job(healed()).open()) {
      BrokenConfig.happen(house, JOB);
      if (!enabled) {
        assertThat(house.read(FILE)).isEqualTo(BrokenConfig.BAD);
        assertThat(house.admin().why(JOB)).contains(BlockReason.ROLLBACK_OFF.sentence());
        approveAll(house);
      }
      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.GOOD);
      fails(house, JOB);
      house.tick(Duration.ofMinutes(2)).run(JOB).ticks(2, Duration.ofSeconds(31));
      assertThat(house.read(FILE)).isEqualTo(enabled ? BrokenConfig.BAD : BrokenConfig.GOOD);
    }
  }

  private static void approveAll(House house) {
    for (SuggestionEntry entry : house.admin().suggestions(SuggestionStatus.PENDING)) {
      house.admin().approve(entry.row().id(), entry.detail().plan().hash(), "anna");
    }
    house.tick(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({"0.95, true", "0.96, false"})
  void confidenceThresholdIsHowSureIsSureEnough(double bar, boolean acts) {
    LearningConfig learning =
        Changed.in(LearningConfig.defaults(), "confidenceThreshold", (Object) bar);
    try (House house =
        House.in(home).root(root -> Changed.in(root, "learning", learning)).job(healed()).open()) {
      BrokenConfig.happen(house, JOB);
      assertThat(house.read(FILE)).isEqualTo(acts ? BrokenConfig.GOOD : BrokenConfig.BAD);
      assertThat(house.admin().why(JOB).contains(BlockReason.LOW_CONFIDENCE.sentence()))
          .isNotEqualTo(acts);
    }
  }

  @Test
  void inAMaintenanceWindowNothingIsChangedAndAfterwardsItIs() {
    MaintenanceWindow lunch = new MaintenanceWindow("12:00", "13:00", List.of(), "UTC");
    try (House house =
        House.in(home).root(root -> root.withMaintenance(List.of(lunch))).job(healed()).open()) {
      BrokenConfig.happen(house, JOB);
      house.tick(Duration.between(house.now(), House.NOON.plusSeconds(3599)));
      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.BAD);
      assertThat(house.admin().why(JOB)).contains(BlockReason.MAINTENANCE.sentence());
      house.ticks(3, Duration.ofSeconds(31));
      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.GOOD);
    }
  }

  @Test
  void switchedOffAtTheRootNothingRunsAtAll() {
    try (House house = House.in(home).root(root -> root.withEnabled(false)).job(healed()).open()) {
      BrokenConfig.happen(house, JOB);
      house.ticks(5, Duration.ofHours(1));
      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.BAD);
      assertThat(house.admin().incidents()).isEmpty();
      assertThat(house.admin().reviews()).isEmpty();
      assertThat(house.events).isEmpty();
      assertThat(house.healing.status().running()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "on_analysis, analysis",
    "on_fix_attempt, fix_attempt",
    "on_success, success",
    "on_give_up, ''"
  })
  void everyNotifySwitchLetsItsKindThroughAndNoOther(String option, String kind) {
    HealingNotifyConfig switches =
        new HealingNotifyConfig(
            option.equals("on_analysis"),
            option.equals("on_fix_attempt"),
            option.equals("on_success"),
            option.equals("on_give_up"),
            "night-shift");
    JobConfig job = healed();
    JobConfig told = job.withSelfHealing(job.selfHealing().withNotifications(switches));
    try (House house = House.in(home).job(told).open()) {
      BrokenConfig.happen(house, JOB);
      house.tick(Duration.ofMinutes(2)).run(JOB).ticks(4, Duration.ofSeconds(31));
      assertThat(house.mailbox.received)
          .extracting(message -> message.kind().word())
          .containsOnly(kind.isEmpty() ? new String[0] : new String[] {kind});
      assertThat(house.mailbox.received)
          .allMatch(message -> message.recipient().equals("night-shift"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void notifyOnSuggestionTellsThatAChangeWaits(boolean on) {
    JobConfig job = BrokenConfig.job(home, JOB);
    SelfHealingConfig config = job.selfHealing();
    JobConfig told =
        job.withSelfHealing(
            config.withSuggestions(config.suggestions().withNotifyOnSuggestion(on)));
    try (House house = House.in(home).job(told).open()) {
      BrokenConfig.happen(house, JOB);
      assertThat(house.mailbox.received)
          .filteredOn(message -> message.kind() == NotificationKind.SUGGESTION)
          .hasSize(on ? 1 : 0);
    }
  }

  @Test
  void aBusinessLogIsReadByAReview() throws IOException {
    Files.write(home.resolve("business.log"), Collections.nCopies(7, "sold one"));
    JobConfig job =
        JobConfig.of(JobDefinition.of(JOB))
            .withSelfHealing(
                SelfHealingConfig.defaults()
                    .withBusinessLog(BusinessLogConfig.defaults().withPath("business.log")));
    try (House house = House.in(home).job(job).open()) {
      house.healing.review(JOB, true);
      house.tick(Duration.ofSeconds(1));
      assertThat(house.admin().reviews().get(0).logsLines()).isEqualTo(7);
    }
  }

  @Test
  void aReviewReadsTheLastLinesAndNotTheFirst() {
    try (House house = House.in(home).job(JOB).open()) {
      List<String> seen = new ArrayList<>();
      house.runner.does(
          JOB,
          log -> {
            for (int i = 0; i < 1000; i++) {
              log.line("line " + i);
            }
          });
      house.run(JOB).tick(Duration.ofSeconds(1));
      seen.addAll(house.runs(JOB).get(0).logTail().lines().toList());
      house.healing.review(JOB, true);
      house.tick(Duration.ofSeconds(1));
      assertThat(seen).endsWith("line 999");
      assertThat(house.admin().reviews().get(0).logsLines()).isBetween(1, 300);
    }
  }

  /** Measures one thing at every look. */
  private static final class Measuring implements Monitor {
    private int number;

    @Override
    public String id() {
      return "acme.measuring";
    }

    @Override
    public Duration interval() {
      return Duration.ofHours(1);
    }

    @Override
    public Observation check(MonitorRequest request) {
      number++;
      return Observation.builder()
          .metric(
              new HealthMetric(
                  "m" + number, "queue", number, null, null, HealthStatus.HEALTHY, request.now()))
          .build();
    }
  }

  @Test
  void retentionDaysAndMetricsRetentionDaysAreHowLongHistoryIsKept() {
    try (House house =
        House.in(home)
            .config(c -> Changed.in(c, "store", new StoreConfig("healing.db", 10)))
            .root(root -> Changed.in(root, "metricsRetentionDays", 3))
            .job(BrokenConfig.job(home, JOB))
            .plugin(new Measuring())
            .open()) {
      BrokenConfig.happen(house, JOB);
      for (int i = 0; i < 300; i++) {
        house.run("other");
      }
      int runs = house.runs("other").size();
      SuggestionEntry waiting = house.planned(SuggestionStatus.PENDING);
      hours(house, 24 * 10);
      assertThat(house.runs("other")).as("at the bound").hasSize(runs);
      int measured = house.store.metrics().newest("queue", 1000).size();
      assertThat(measured).isBetween(3 * 24, 5 * 24);

      hours(house, 48);

      assertThat(house.runs("other").size()).isLessThan(runs);
      assertThat(house.admin().suggestion(waiting.row().id())).isNotNull();
      assertThat(house.admin().incidents()).isNotEmpty();
    }
  }

  private static void hours(House house, int hours) {
    for (int i = 0; i < hours; i++) {
      house.tick(Duration.ofHours(1));
    }
  }

  @Test
  void aMisspeltOptionAndAWrongWordAreRefusedWithTheirPlaceAndTheMend() throws IOException {
    Path file = home.resolve("healing.yaml");
    Files.writeString(
        file,
        """
        self_healing:
          limits:
            settle_tme: 5s
        jobs:
          report:
            self_healing:
              suggestions:
                min_severity_for_approval: hihg
        """);
    assertThatThrownBy(() -> Healing.builder().config(file).build())
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("settle_tme")
        .hasMessageContaining("settle_time")
        .hasMessageContaining("healing.yaml:3")
        .hasMessageContaining("hihg")
        .hasMessageContaining("high")
        .hasMessageContaining("healing.yaml:8");
  }
}
