package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.HealingPreset;
import io.healing.api.config.JobConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.ErrorBudgetConfig;
import io.healing.api.job.ErrorBudgetPeriod;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.SlaConfig;
import io.healing.api.review.BusinessLogConfig;
import io.healing.api.review.HealingMode;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.ReviewFrequency;
import io.healing.api.review.ReviewScheduleConfig;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  private static final Json JSON = Configuration.json();

  @Test
  void aSuggestionHasTheSeedsNamesAndWords() {
    HealingSuggestion suggestion =
        new HealingSuggestion(
            7,
            3,
            "report",
            SuggestionCategory.CONFIG,
            SuggestionSeverity.LOW,
            "t",
            "d",
            null,
            null,
            null,
            List.of("a.conf"),
            SuggestionStatus.PENDING,
            null,
            null,
            null,
            null,
            null,
            Instant.parse("2026-01-31T13:00:00.123Z"));
    assertThat(JSON.write(suggestion))
        .isEqualTo(
            "{\"id\":7,\"review_id\":3,\"job_id\":\"report\",\"category\":\"config\","
                + "\"severity\":\"low\",\"title\":\"t\",\"description\":\"d\",\"current_state\":null,"
                + "\"suggested_change\":null,\"expected_impact\":null,\"affected_files\":[\"a.conf\"],"
                + "\"status\":\"pending\",\"reviewed_at\":null,\"reviewed_by\":null,"
                + "\"rejection_reason\":null,\"applied_at\":null,\"action_id\":null,"
                + "\"created_at\":\"2026-01-31T13:00:00.123Z\"}");
  }

  @Test
  void anUnknownWordOfAStoredRowIsReadAsUnknown() {
    String row =
        "{\"id\":1,\"job_id\":\"a\",\"started_at\":\"2026-01-01T00:00:00Z\",\"outcome\":\"vanished\","
            + "\"attempt\":1,\"trigger\":\"moon\",\"log_tail\":\"\",\"retry_pending\":false,\"new_key\":{}}";
    JobRun run = JSON.read(row, JobRun.class);
    assertThat(run.outcome()).isEqualTo(RunOutcome.UNKNOWN);
    assertThat(run.finishedAt()).isNull();
    assertThat(JSON.read("\"gone\"", SuggestionStatus.class)).isEqualTo(SuggestionStatus.UNKNOWN);
  }

  @Test
  void aPartialConfigurationHasItsDefaultsForTheRest() {
    SelfHealingConfig config =
        JSON.read(
            "{\"mode\":\"proactive\",\"review_schedule\":{\"frequency\":\"weekly\",\"day\":0},"
                + "\"business_log\":{\"path\":\"x\"},\"notify\":{\"session\":\"ops\"}}",
            SelfHealingConfig.class);
    assertThat(config)
        .isEqualTo(
            SelfHealingConfig.defaults()
                .withMode(HealingMode.PROACTIVE)
                .withReviewSchedule(
                    ReviewScheduleConfig.defaults()
                        .withFrequency(ReviewFrequency.WEEKLY)
                        .withDay(0))
                .withBusinessLog(BusinessLogConfig.defaults().withPath("x"))
                .withNotifications(config.notifications()));
    assertThat(config.notifications().session()).isEqualTo("ops");
    assertThat(config.notifications().onSuccess()).isTrue();
    assertThat(JSON.read("{\"error_budget\":{\"max_failures\":1}}", SlaConfig.class).errorBudget())
        .isEqualTo(new ErrorBudgetConfig(ErrorBudgetPeriod.WEEK, 1));
    assertThat(JSON.read("{}", RootConfig.class)).isEqualTo(RootConfig.defaults());
    assertThat(
            JSON.read("{\"jobs\":{\"a\":{\"definition\":{\"id\":\"a\"}}}}", HealingConfig.class)
                .jobs())
        .containsKey("a");
    assertThat(
            JSON.read("{\"limits\":{\"cool_down\":\"1h\"}}", RootConfig.class).limits().coolDown())
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aPresetSetsTheDefaultsOfTheRemediationAndWhatIsWrittenWins() {
    SelfHealingConfig config =
        JSON.read(
            "{\"preset\":\"aggressive\",\"remediation\":{\"max_attempts\":1}}",
            SelfHealingConfig.class);
    assertThat(config.remediation())
        .isEqualTo(HealingPreset.AGGRESSIVE.remediation().withMaxAttempts(1));
    assertThat(JSON.read("{}", SelfHealingConfig.class).remediation().maxAttempts()).isEqualTo(3);
    SelfHealingConfig conservative =
        JSON.read("{\"preset\":\"conservative\"}", SelfHealingConfig.class);
    assertThat(conservative.remediation().maxAttempts()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"mode\":\"reactiv\"} | mode: \"reactiv\" is not one of reactive, proactive. Maybe reactive",
        "{\"mode\":\"Reactive\"} | mode: \"Reactive\" is not one of",
        "{\"suggestions\":{\"min_severity_for_approval\":\"unknown\"}} | suggestions.min_severity_for_approval: \"unknown\" is not one of low, medium, high, critical",
        "{\"review_schedule\":{\"day\":\"1\"}} | review_schedule.day: ",
        "{\"review_schedule\":{\"day\":1.5}} | review_schedule.day: ",
        "{\"review_schedule\":{\"time\":780}} | review_schedule.time: ",
        "{\"enabled\":1} | enabled: ",
        "{\"enabled\":\"true\"} | enabled: ",
        "{\"mod\":\"reactive\"} | mod: ",
        "{\"review_schedule\":null} | review_schedule: null is no value here",
        "{\"remediation\":{\"allowed_commands\":[{\"command\":\"ls\"}]}} | remediation.allowed_commands[0].command: ",
        "[] | A SelfHealingConfig is an object in JSON",
        "null | A SelfHealingConfig is an object in JSON",
        "{} {} | ",
        "{ | ",
      })
  void whatIsNoConfigurationIsRefusedWithItsPlace(String json, String message) {
    assertThatThrownBy(() -> JSON.read(json, SelfHealingConfig.class))
        .isInstanceOf(HealingException.class)
        .hasMessageStartingWith(message == null ? "" : message);
  }

  @Test
  void aRowThatLacksANumberIsRefused() {
    assertThatThrownBy(() -> JSON.read("{\"job_id\":\"a\"}", JobRun.class))
        .isInstanceOf(HealingException.class)
        .hasMessageStartingWith("id: ");
  }

  @Test
  void whatIsNoneOfHealingsValuesIsRefused() {
    assertThatThrownBy(() -> JSON.write(new Object())).isInstanceOf(HealingException.class);
  }

  @Test
  void aConfigurationFromAFileComesBackAsItWas() {
    String file =
        """
        notify: { session: ops }
        jobs:
          a: { cmd: x y, every: 15m, uses: [db], self_healing: { preset: moderate, enabled_at: 2026-01-01 } }
        """;
    HealingConfig config =
        Configuration.parse(file, java.nio.file.Path.of("healing.yaml")).config();
    assertThat(JSON.read(JSON.write(config), HealingConfig.class)).isEqualTo(config);
    JobConfig job = config.job("a");
    assertThat(JSON.read(JSON.write(job), JobConfig.class)).isEqualTo(job);
  }
}
