package io.healing.api.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.WireWord;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewValuesTest {

  @Test
  void modesHaveTheirWords() {
    assertThat(HealingMode.values())
        .extracting(WireWord::word)
        .containsExactly("reactive", "proactive");
  }

  @Test
  void frequenciesHaveTheirWords() {
    assertThat(ReviewFrequency.values())
        .extracting(WireWord::word)
        .containsExactly(
            "hourly", "daily", "weekly", "on_failure", "on_sla_breach", "manual", "monthly");
  }

  @Test
  void categoriesHaveTheirWordsAndUnknownComesLast() {
    assertThat(SuggestionCategory.values())
        .extracting(WireWord::word)
        .containsExactly(
            "performance",
            "cost",
            "reliability",
            "security",
            "config",
            "prompt",
            "script",
            "unknown");
  }

  @Test
  void severitiesHaveTheirWordsAndUnknownComesLast() {
    assertThat(SuggestionSeverity.values())
        .extracting(WireWord::word)
        .containsExactly("low", "medium", "high", "critical", "unknown");
  }

  @Test
  void statusesHaveTheirWordsAndUnknownComesLast() {
    assertThat(SuggestionStatus.values())
        .extracting(WireWord::word)
        .containsExactly("pending", "approved", "rejected", "applied", "failed", "unknown");
  }

  @Test
  void aSeverityIsBelowAllThatFollowIt() {
    List<SuggestionSeverity> known =
        List.of(
            SuggestionSeverity.LOW,
            SuggestionSeverity.MEDIUM,
            SuggestionSeverity.HIGH,
            SuggestionSeverity.CRITICAL);
    for (int i = 0; i < known.size(); i++) {
      for (int j = 0; j < known.size(); j++) {
        assertThat(known.get(i).below(known.get(j))).isEqualTo(i < j);
        assertThat(SuggestionSeverity.higher(known.get(i), known.get(j)))
            .isEqualTo(known.get(Math.max(i, j)));
      }
    }
  }

  @Test
  void anUnknownSeverityNeverLetsAChangeThrough() {
    for (SuggestionSeverity each : SuggestionSeverity.values()) {
      assertThat(each.below(SuggestionSeverity.UNKNOWN)).isFalse();
      assertThat(SuggestionSeverity.UNKNOWN.below(each)).isFalse();
      assertThat(SuggestionSeverity.higher(each, SuggestionSeverity.UNKNOWN))
          .isEqualTo(SuggestionSeverity.UNKNOWN);
      assertThat(SuggestionSeverity.higher(SuggestionSeverity.UNKNOWN, each))
          .isEqualTo(SuggestionSeverity.UNKNOWN);
    }
  }

  @Test
  void aReviewIsDueDailyAtThreeAfterFiveRuns() {
    assertThat(ReviewScheduleConfig.defaults())
        .isEqualTo(new ReviewScheduleConfig(ReviewFrequency.DAILY, "03:00", 1, 1, 5, null));
  }

  @Test
  void aReviewReadsEverything() {
    assertThat(ReviewScopeConfig.defaults())
        .isEqualTo(new ReviewScopeConfig(true, true, true, true, true, true, true, true));
  }

  @Test
  void suggestionsWaitForAPerson() {
    assertThat(SuggestionBehaviorConfig.defaults())
        .isEqualTo(
            new SuggestionBehaviorConfig(
                false, List.of(), SuggestionSeverity.MEDIUM, true, "whatsapp"));
  }

  @Test
  void aBusinessLogGivesItsLastFiveHundredLines() {
    assertThat(BusinessLogConfig.defaults()).isEqualTo(new BusinessLogConfig("", null, 500, null));
  }

  @Test
  void aReviewHasTheColumnsOfItsTable() {
    assertThat(columns(HealingReview.class))
        .containsExactly(
            "long id",
            "String jobId",
            "Instant startedAt",
            "Instant finishedAt",
            "String status",
            "int runsAnalyzed",
            "int logsLines",
            "int aiSessionsCount",
            "int slaViolationsCount",
            "int suggestionsCount",
            "int autoAppliedCount",
            "String errorMessage",
            "Long analysisDurationMs",
            "Long aiTokensUsed",
            "Instant createdAt");
  }

  @Test
  void aSuggestionHasTheColumnsOfItsTable() {
    assertThat(columns(HealingSuggestion.class))
        .containsExactly(
            "long id",
            "long reviewId",
            "String jobId",
            "SuggestionCategory category",
            "SuggestionSeverity severity",
            "String title",
            "String description",
            "String currentState",
            "String suggestedChange",
            "String expectedImpact",
            "List affectedFiles",
            "SuggestionStatus status",
            "Instant reviewedAt",
            "String reviewedBy",
            "String rejectionReason",
            "Instant appliedAt",
            "Long actionId",
            "Instant createdAt");
  }

  @Test
  void aSuggestionKeepsACopyOfItsFiles() {
    List<String> files = new ArrayList<>(List.of("job.yaml"));
    HealingSuggestion suggestion = suggestion(files);
    files.add("other.yaml");
    assertThat(suggestion.affectedFiles()).containsExactly("job.yaml");
    assertThatThrownBy(() -> suggestion.affectedFiles().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theBehaviorKeepsACopyOfItsCategories() {
    List<SuggestionCategory> categories = new ArrayList<>(List.of(SuggestionCategory.COST));
    SuggestionBehaviorConfig behavior =
        SuggestionBehaviorConfig.defaults().withAutoApplyCategories(categories);
    categories.clear();
    assertThat(behavior.autoApplyCategories()).containsExactly(SuggestionCategory.COST);
  }

  private static HealingSuggestion suggestion(List<String> files) {
    return new HealingSuggestion(
        1,
        2,
        "nightly",
        SuggestionCategory.CONFIG,
        SuggestionSeverity.LOW,
        "Raise the timeout",
        "Runs end at the limit",
        null,
        null,
        null,
        files,
        SuggestionStatus.PENDING,
        null,
        null,
        null,
        null,
        null,
        Instant.EPOCH);
  }

  private static List<String> columns(Class<? extends Record> row) {
    return Arrays.stream(row.getRecordComponents()).map(ReviewValuesTest::column).toList();
  }

  private static String column(RecordComponent component) {
    return component.getType().getSimpleName() + " " + component.getName();
  }
}
