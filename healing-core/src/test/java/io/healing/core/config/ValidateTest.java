package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.MaintenanceWindow;
import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.config.StoreConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.ReviewScheduleConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidateTest {
  private static final HealingConfig DEFAULTS = HealingConfig.defaults(Path.of("/srv/app"));

  @Test
  void theDefaultsAreInOrder() {
    assertThatCode(
            () -> Configuration.validate(DEFAULTS.withJob(job("a", SelfHealingConfig.defaults()))))
        .doesNotThrowAnyException();
  }

  @Test
  void allFaultsOfAConfigurationFromCodeAreToldAtOnce() {
    SelfHealingConfig healing =
        SelfHealingConfig.defaults()
            .withReviewSchedule(ReviewScheduleConfig.defaults().withDay(9).withZone("Mars"))
            .withRemediation(
                SelfHealingConfig.defaults()
                    .remediation()
                    .withAllowedActions(List.of("restart_jb")));
    HealingConfig config =
        DEFAULTS
            .withJob(job("a", healing))
            .withSelfHealing(
                RootConfig.defaults()
                    .withErrorDetection(ErrorDetectionConfig.defaults().withMonitoringInterval(0))
                    .withMaintenance(
                        List.of(new MaintenanceWindow("10:00", "10:00", List.of(7), null))));
    assertThatThrownBy(() -> Configuration.validate(config))
        .isInstanceOf(HealingException.class)
        .hasMessage(
            """
            jobs.a.self_healing.remediation.allowed_actions[0]: "restart_jb" is no action. Maybe restart_job
            jobs.a.self_healing.review_schedule.day: 9 must be less than or equal to 6
            jobs.a.self_healing.review_schedule.zone: "Mars" is no time zone. Write one such as Europe/Lisbon or UTC
            self_healing.error_detection.monitoring_interval: 0 must be greater than or equal to 1
            self_healing.maintenance[0].days[0]: 7 must be less than or equal to 6
            self_healing.maintenance[0].to: "10:00" is also the beginning. Write a later time\
            """
                .stripIndent());
  }

  @Test
  void whatWasLeftOutInCodeIsTold() {
    HealingConfig config =
        new HealingConfig(
            Path.of("."),
            null,
            Map.of(),
            DEFAULTS.environment(),
            new StoreConfig(null, 0),
            null,
            null,
            Map.of());
    assertThatThrownBy(() -> Configuration.validate(config))
        .hasMessage(
            """
            delivery: is null. Give a value
            notify: is null. Give a value
            self_healing: is null. Give a value
            store.path: is null. Give a value
            store.retention_days: 0 must be greater than or equal to 1\
            """
                .stripIndent());
  }

  @Test
  void aJobStandsUnderItsOwnId() {
    JobConfig job = job("b", SelfHealingConfig.defaults());
    HealingConfig config =
        new HealingConfig(
            DEFAULTS.baseDirectory(),
            DEFAULTS.selfHealing(),
            Map.of("a", job),
            DEFAULTS.environment(),
            DEFAULTS.store(),
            DEFAULTS.notifications(),
            DEFAULTS.delivery(),
            Map.of());
    assertThatThrownBy(() -> Configuration.validate(config))
        .hasMessage("jobs.a: is the configuration of another job, \"b\"");
  }

  @Test
  void aFileAndCodeHaveTheSameFaults() {
    JobConfig job =
        job(
            "a",
            SelfHealingConfig.defaults()
                .withReviewSchedule(ReviewScheduleConfig.defaults().withTime("25:99")));
    String fault =
        "jobs.a.self_healing.review_schedule.time: \"25:99\" must be a time HH:MM from 00:00 to"
            + " 23:59";
    assertThatThrownBy(() -> Configuration.validate(DEFAULTS.withJob(job))).hasMessage(fault);
    String file = "jobs: { a: { self_healing: { review_schedule: { time: 25:99 } } } }";
    assertThatThrownBy(() -> Configuration.parse(file, Path.of("healing.yaml")))
        .hasMessage("healing.yaml:1: " + fault);
  }

  private static JobConfig job(String id, SelfHealingConfig healing) {
    return JobConfig.of(JobDefinition.of(id)).withSelfHealing(healing);
  }
}
