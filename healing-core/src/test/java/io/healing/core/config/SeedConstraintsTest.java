package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.AllowedCommand;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.diagnose.HealingAnalysisConfig;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.notify.NotifyChannel;
import io.healing.api.review.BusinessLogConfig;
import io.healing.api.review.ReviewScheduleConfig;
import io.healing.api.review.SuggestionBehaviorConfig;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedConstraintsTest extends SeedConstraints {
  @ParameterizedTest
  @MethodSource("defaults")
  void allDefaultsAreValid(Record config) {
    assertThat(faults(config)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"00:00", "09:59", "10:00", "19:59", "20:00", "23:59"})
  void aTimeOfDayIsValid(String time) {
    assertThat(faults(schedule().withTime(time))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"24:00", "25:99", "12:60", "3:00", "03:0", "0300", "03:00:00", "-1:00", "", " "})
  void whatIsNoTimeOfDayIsRefused(String time) {
    assertThat(faults(schedule().withTime(time)))
        .containsExactly("time must be a time HH:MM from 00:00 to 23:59");
  }

  @Test
  void aWeekdayIsFromZeroToSix() {
    assertThat(faults(schedule().withDay(-1)))
        .containsExactly("day must be greater than or equal to 0");
    assertThat(faults(schedule().withDay(0))).isEmpty();
    assertThat(faults(schedule().withDay(6))).isEmpty();
    assertThat(faults(schedule().withDay(7)))
        .containsExactly("day must be less than or equal to 6");
  }

  @Test
  void aDayOfTheMonthIsFromOneToTwentyEight() {
    assertThat(faults(schedule().withDayOfMonth(0)))
        .containsExactly("dayOfMonth must be greater than or equal to 1");
    assertThat(faults(schedule().withDayOfMonth(1))).isEmpty();
    assertThat(faults(schedule().withDayOfMonth(28))).isEmpty();
    assertThat(faults(schedule().withDayOfMonth(29)))
        .containsExactly("dayOfMonth must be less than or equal to 28");
  }

  @Test
  void theLeastNumberOfRunsIsNotNegative() {
    assertThat(faults(schedule().withMinRuns(-1)))
        .containsExactly("minRuns must be greater than or equal to 0");
    assertThat(faults(schedule().withMinRuns(0))).isEmpty();
    assertThat(faults(schedule().withMinRuns(1))).isEmpty();
  }

  @Test
  void aZoneIsNotEmpty() {
    assertThat(faults(schedule().withZone(""))).singleElement().asString().startsWith("zone ");
    assertThat(faults(schedule().withZone("Z"))).isEmpty();
    assertThat(faults(schedule().withZone(null))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(NotifyChannel.class)
  void aKnownChannelIsValid(NotifyChannel channel) {
    assertThat(faults(behavior().withNotifyChannel(channel.word()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Log", "whatsap", "mails", "log|mail"})
  void anotherChannelIsRefused(String channel) {
    assertThat(faults(behavior().withNotifyChannel(channel)))
        .containsExactly("notifyChannel must be one of " + channels());
  }

  private static String channels() {
    return String.join(", ", Arrays.stream(NotifyChannel.values()).map(c -> c.word()).toList());
  }

  @Test
  void aBusinessLogHasAPath() {
    assertThat(faults(BusinessLogConfig.defaults())).containsExactly("path must not be blank");
    assertThat(faults(BusinessLogConfig.defaults().withPath(" ")))
        .containsExactly("path must not be blank");
    assertThat(faults(BusinessLogConfig.defaults().withPath("a"))).isEmpty();
  }

  @Test
  void aSummaryPathIsNotEmpty() {
    assertThat(faults(new BusinessLogConfig("a", "", 500, null)))
        .singleElement()
        .asString()
        .startsWith("summaryPath ");
    assertThat(faults(new BusinessLogConfig("a", "b", 500, null))).isEmpty();
  }

  @Test
  void aBusinessLogGivesFromOneToAHundredThousandLines() {
    assertThat(faults(new BusinessLogConfig("a", null, 0, null)))
        .containsExactly("maxLines must be greater than or equal to 1");
    assertThat(faults(new BusinessLogConfig("a", null, 1, null))).isEmpty();
    assertThat(faults(new BusinessLogConfig("a", null, 100_000, null))).isEmpty();
    assertThat(faults(new BusinessLogConfig("a", null, 100_001, null)))
        .containsExactly("maxLines must be less than or equal to 100000");
  }

  @Test
  void anAnalyzerIsGivenFromOneToTenThousandLines() {
    assertThat(faults(new HealingAnalysisConfig(true, 0, true, 5, true)))
        .containsExactly("logLines must be greater than or equal to 1");
    assertThat(faults(new HealingAnalysisConfig(true, 1, true, 5, true))).isEmpty();
    assertThat(faults(new HealingAnalysisConfig(true, 10_000, true, 5, true))).isEmpty();
    assertThat(faults(new HealingAnalysisConfig(true, 10_001, true, 5, true)))
        .containsExactly("logLines must be less than or equal to 10000");
  }

  @Test
  void anAnalyzerIsGivenFromZeroToAThousandRuns() {
    assertThat(faults(new HealingAnalysisConfig(true, 200, true, -1, true)))
        .containsExactly("includeHistory must be greater than or equal to 0");
    assertThat(faults(new HealingAnalysisConfig(true, 200, true, 0, true))).isEmpty();
    assertThat(faults(new HealingAnalysisConfig(true, 200, true, 1_000, true))).isEmpty();
    assertThat(faults(new HealingAnalysisConfig(true, 200, true, 1_001, true)))
        .containsExactly("includeHistory must be less than or equal to 1000");
  }

  @Test
  void thereAreFromOneToAHundredAttempts() {
    assertThat(faults(remediation().withMaxAttempts(0)))
        .containsExactly("maxAttempts must be greater than or equal to 1");
    assertThat(faults(remediation().withMaxAttempts(1))).isEmpty();
    assertThat(faults(remediation().withMaxAttempts(100))).isEmpty();
    assertThat(faults(remediation().withMaxAttempts(101)))
        .containsExactly("maxAttempts must be less than or equal to 100");
  }

  @Test
  void aRemediationMayAllowNothing() {
    assertThat(faults(remediation().withAllowedActions(List.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"restart_job", "edit_openclaw_cron", "vendor.word", "a1.b_2.c"})
  void anActionsWordIsValid(String word) {
    assertThat(faults(remediation().withAllowedActions(List.of(word)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Restart_Job", "restart-job", "1job", ".word", "vendor."})
  void whatIsNoActionsWordIsRefused(String word) {
    assertThat(faults(remediation().withAllowedActions(List.of("restart_job", word))))
        .containsExactly(
            "allowedActions[1].<list element> must be an action's word, such as restart_job or"
                + " vendor.word");
  }

  @Test
  void pathsAreNotBlank() {
    assertThat(faults(remediation().withForbiddenPaths(List.of(" "))))
        .containsExactly("forbiddenPaths[0].<list element> must not be blank");
    assertThat(faults(remediation().withForbiddenPaths(List.of("/etc")))).isEmpty();
    assertThat(faults(remediation().withAllowedRoots(List.of(""))))
        .containsExactly("allowedRoots[0].<list element> must not be blank");
    assertThat(faults(remediation().withAllowedRoots(List.of(".")))).isEmpty();
  }

  @Test
  void aCommandAndItsUndoHaveAProgram() {
    assertThat(faults(allowing(new AllowedCommand(List.of(), null))))
        .containsExactly("allowedCommands[0].command must not be empty");
    assertThat(faults(allowing(new AllowedCommand(List.of("true"), null)))).isEmpty();
    assertThat(faults(allowing(new AllowedCommand(List.of("true"), List.of()))))
        .singleElement()
        .asString()
        .startsWith("allowedCommands[0].undo ");
    assertThat(faults(allowing(new AllowedCommand(List.of("true"), List.of("true"))))).isEmpty();
  }

  @Test
  void aSessionIsNotBlank() {
    assertThat(faults(new HealingNotifyConfig(false, true, true, true, " ")))
        .containsExactly("session must not be blank");
    assertThat(faults(new HealingNotifyConfig(false, true, true, true, "a"))).isEmpty();
  }

  @Test
  void aFaultInANestedPartIsFoundWithItsPlace() {
    SelfHealingConfig config =
        SelfHealingConfig.defaults()
            .withReviewSchedule(schedule().withDay(9))
            .withSuggestions(behavior().withNotifyChannel("pigeon"))
            .withBusinessLog(BusinessLogConfig.defaults())
            .withAnalysis(new HealingAnalysisConfig(true, 0, true, 5, true))
            .withRemediation(remediation().withMaxAttempts(0))
            .withNotifications(new HealingNotifyConfig(true, true, true, true, ""));
    assertThat(faults(config))
        .extracting(each -> each.substring(0, each.indexOf(' ')))
        .containsExactlyInAnyOrder(
            "reviewSchedule.day",
            "suggestions.notifyChannel",
            "businessLog.path",
            "analysis.logLines",
            "remediation.maxAttempts",
            "notifications.session");
  }

  private static ReviewScheduleConfig schedule() {
    return ReviewScheduleConfig.defaults();
  }

  private static SuggestionBehaviorConfig behavior() {
    return SuggestionBehaviorConfig.defaults();
  }

  private static HealingRemediationConfig remediation() {
    return HealingRemediationConfig.defaults();
  }

  private static HealingRemediationConfig allowing(AllowedCommand command) {
    return remediation().withAllowedCommands(List.of(command));
  }
}
