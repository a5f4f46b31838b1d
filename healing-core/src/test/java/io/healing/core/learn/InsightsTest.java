package io.healing.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.healing.api.HeldClock;
import io.healing.api.act.VerificationState;
import io.healing.api.config.LearningConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.learn.Insight;
import io.healing.api.learn.Insights;
import io.healing.api.learn.Rate;
import io.healing.api.learn.Trend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsightsTest {
  private static final VerificationState WELL = VerificationState.VERIFIED;
  private static final VerificationState BAD = VerificationState.INEFFECTIVE;

  private static Insights of(List<Trial> trials) {
    return new Learning(LearningConfig.defaults(), HeldClock.atNoon()).insights(trials);
  }

  private static Trial trial(VerificationState state, int seconds, int attempt, String words) {
    return trial("edit_config", state, seconds, attempt, words);
  }

  private static Trial trial(
      String type, VerificationState state, int seconds, int attempt, String words) {
    Repair repair = new Repair(state, Duration.ofSeconds(seconds), attempt, 4);
    return new Trial(
        type,
        ErrorType.CONFIGURATION_ERROR,
        ErrorSeverity.HIGH,
        repair,
        Duration.ZERO,
        false,
        words);
  }

  private static List<Trial> many(int count, Trial trial) {
    return Collections.nCopies(count, trial);
  }

  private static List<Trial> both(List<Trial> newer, List<Trial> older) {
    List<Trial> all = new ArrayList<>(newer);
    all.addAll(older);
    return all;
  }

  private static List<String> names(List<Insight> insights) {
    return insights.stream().map(Insight::name).toList();
  }

  @Test
  void ratesAreCountedByActionErrorTypeAndSeverityTheMostTriedFirst() {
    Trial alone =
        new Trial("run_command", null, null, new Repair(BAD, Duration.ZERO, 1, 1), null, false, "");
    Insights insights = of(both(List.of(alone), many(2, trial(WELL, 10, 1, ""))));
    assertThat(insights.actions()).isEqualTo(3);
    assertThat(insights.byAction())
        .extracting(Rate::name)
        .containsExactly("edit_config", "run_command");
    assertThat(insights.byAction().get(0).meanScore()).isCloseTo(1.0, within(1e-9));
    assertThat(insights.byAction().get(1).verified()).isZero();
    assertThat(insights.byErrorType())
        .extracting(Rate::name)
        .containsExactly("configuration_error");
    assertThat(insights.bySeverity()).extracting(Rate::tried).containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource({"10,9,UNKNOWN", "10,10,IMPROVING", "1,10,UNKNOWN"})
  void theTrendNeedsTwentyOutcomes(int newer, int older, Trend trend) {
    List<Trial> trials =
        both(many(newer, trial(WELL, 10, 1, "")), many(older, trial(BAD, 10, 1, "")));
    assertThat(of(trials).trend()).isEqualTo(trend);
  }

  @Test
  void theTrendIsTheMeanOfTenAgainstTheTenBefore() {
    List<Trial> well = many(10, trial(WELL, 10, 1, ""));
    List<Trial> slower = many(10, trial(WELL, 301, 1, ""));
    List<Trial> slowest = many(10, trial(WELL, 601, 1, ""));
    assertThat(of(both(slower, well)).trend()).as("0.12 worse").isEqualTo(Trend.WORSENING);
    assertThat(of(both(slower, slowest)).trend()).as("0.09 better").isEqualTo(Trend.STABLE);
    assertThat(of(both(both(well, well), slowest)).trend())
        .as("older do not count")
        .isEqualTo(Trend.STABLE);
  }

  @ParameterizedTest
  @CsvSource({"1,150,true,true,true", "2,151,false,true,false", "3,150,false,false,true"})
  void successFactorsHoldAtTheirBounds(
      int attempt, int seconds, boolean first, boolean low, boolean fast) {
    List<String> names = names(of(List.of(trial(WELL, seconds, attempt, ""))).successFactors());
    assertThat(names.contains("first_attempt_success")).isEqualTo(first);
    assertThat(names.contains("low_retry_count")).isEqualTo(low);
    assertThat(names.contains("fast_completion")).isEqualTo(fast);
    assertThat(names).doesNotContain("reliable_action_type");
  }

  @ParameterizedTest
  @CsvSource({"4,1,true", "3,2,false", "4,0,false"})
  void aTypeIsReliableFromFiveTriesAndEightyPercentOn(int well, int bad, boolean reliable) {
    List<Trial> trials = both(many(well, trial(WELL, 10, 1, "")), many(bad, trial(BAD, 10, 1, "")));
    assertThat(names(of(trials).successFactors()).contains("reliable_action_type"))
        .isEqualTo(reliable);
  }

  @ParameterizedTest
  @CsvSource({
    "1,600,odd,other_error",
    "1,601,odd,slow_completion",
    "2,1,odd,other_error",
    "3,1,odd,high_retry_count",
    "1,1,it did not end within 30 s,timeout_error",
    "1,1,Read timed out,timeout_error",
    "1,1,java.nio.file.AccessDeniedException: denied,permission_error",
    "1,1,No space left on device,resource_error",
    "1,1,java.lang.OutOfMemoryError,resource_error"
  })
  void failureCausesAreTold(int attempt, int seconds, String words, String cause) {
    assertThat(names(of(List.of(trial(BAD, seconds, attempt, words))).failureCauses()))
        .containsExactly(cause);
  }

  @Test
  void whoUsedUpAllAttemptsRetriedTooOften() {
    assertThat(names(of(List.of(trial(BAD, 1, 4, ""))).failureCauses()))
        .containsExactly("high_retry_count", "max_retries_exceeded");
    assertThat(names(of(List.of(trial(VerificationState.INCONCLUSIVE, 1, 1, ""))).failureCauses()))
        .containsExactly("unknown_error");
  }

  @ParameterizedTest
  @CsvSource({"4,false", "5,true"})
  void aTypeIsWorthALookFromFiveTriesOn(int tries, boolean look) {
    List<Trial> trials = many(tries, trial("run_command", BAD, 10, 1, "timeout"));
    assertThat(names(of(trials).opportunities()).contains("run_command")).isEqualTo(look);
    assertThat(names(of(trials).opportunities()).contains("timeout_error")).isEqualTo(look);
  }

  @Test
  void aGoodTypeIsNoOpportunityAndCausesOlderThanFiftyActionsAreNone() {
    List<Trial> good = many(50, trial(WELL, 10, 1, ""));
    List<Trial> old = many(9, trial(BAD, 10, 1, "timeout"));
    assertThat(of(both(good, old)).opportunities()).isEmpty();
    assertThat(names(of(both(good.subList(0, 45), old)).opportunities()))
        .containsExactly("timeout_error");
    assertThat(of(both(good.subList(0, 45), old)).opportunities().get(0).words())
        .isEqualTo("5 of the last 50 actions tell of a timeout");
  }

  @Test
  void withRecognitionOrTrackingOffTheirPartIsNotRunAndSaysSo() {
    LearningConfig defaults = LearningConfig.defaults();
    List<Trial> trials = many(20, trial(BAD, 10, 1, "timeout"));
    Insights blind =
        new Learning(defaults.withPatternRecognition(false), HeldClock.atNoon()).insights(trials);
    assertThat(blind.patterns()).contains("pattern_recognition: false");
    assertThat(blind.failureCauses()).isEmpty();
    assertThat(blind.opportunities()).isEmpty();
    assertThat(blind.byAction()).hasSize(1);
    Insights untracked =
        new Learning(defaults.withEffectivenessTracking(false), HeldClock.atNoon())
            .insights(trials);
    assertThat(untracked.byAction()).isEmpty();
    assertThat(untracked.trend()).isEqualTo(Trend.UNKNOWN);
    assertThat(untracked.failureCauses()).isNotEmpty();
  }

  @Test
  void whatTheFailuresSayIsQuotedAndNotCalledUnknown() {
    List<Trial> bad =
        both(
            List.of(trial(BAD, 10, 1, "run 17 went wrong again"), trial(BAD, 10, 1, " ")),
            List.of(
                trial(BAD, 10, 1, "run 18 went wrong again"),
                trial(BAD, 10, 1, "the file is gone")));
    assertThat(of(bad).failureCauses())
        .extracting(Insight::words)
        .containsExactly(
            "3 of 4 that did not help say why: 2 × \"run # went wrong again\", 1 × \"the file is"
                + " gone\"",
            "1 of 4 that did not help say nothing of why");
  }
}
