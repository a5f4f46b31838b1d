package io.healing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.ActionStatus;
import io.healing.api.act.AllowedCommand;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.diagnose.HealingAnalysisConfig;
import io.healing.api.job.ErrorBudgetConfig;
import io.healing.api.job.SlaConfig;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.review.BusinessLogConfig;
import io.healing.api.review.HealingMode;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.ReviewFrequency;
import io.healing.api.review.ReviewScheduleConfig;
import io.healing.api.review.ReviewScopeConfig;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WithersTest {
  private static final String[] WORDS = {
    "category",
    "severity",
    "title",
    "description",
    "currentState",
    "suggestedChange",
    "expectedImpact",
    "affectedFiles"
  };

  private static final Map<String, Object> OTHER_VALUES =
      Map.ofEntries(
          Map.entry("HealingRemediationConfig.enabled", false),
          Map.entry("HealingRemediationConfig.maxAttempts", 9),
          Map.entry("HealingRemediationConfig.allowedActions", List.of("edit_config")),
          Map.entry("HealingRemediationConfig.forbiddenPaths", List.of("/srv/keys")),
          Map.entry("HealingRemediationConfig.requireApproval", true),
          Map.entry(
              "HealingRemediationConfig.allowedCommands",
              List.of(new AllowedCommand(List.of("true"), null))),
          Map.entry("HealingRemediationConfig.allowedRoots", List.of("/srv/app")),
          Map.entry("ReviewScheduleConfig.frequency", ReviewFrequency.WEEKLY),
          Map.entry("ReviewScheduleConfig.time", "04:30"),
          Map.entry("ReviewScheduleConfig.day", 6),
          Map.entry("ReviewScheduleConfig.dayOfMonth", 28),
          Map.entry("ReviewScheduleConfig.minRuns", 0),
          Map.entry("ReviewScheduleConfig.zone", "Europe/Lisbon"),
          Map.entry("SuggestionBehaviorConfig.autoApply", true),
          Map.entry(
              "SuggestionBehaviorConfig.autoApplyCategories", List.of(SuggestionCategory.COST)),
          Map.entry("SuggestionBehaviorConfig.minSeverityForApproval", SuggestionSeverity.HIGH),
          Map.entry("SuggestionBehaviorConfig.notifyOnSuggestion", false),
          Map.entry("SuggestionBehaviorConfig.notifyChannel", "mail"),
          Map.entry("BusinessLogConfig.path", "sales.jsonl"),
          Map.entry("SlaConfig.enabled", true),
          Map.entry("SlaConfig.successRate", 50.0),
          Map.entry("SlaConfig.scheduleTolerance", 60),
          Map.entry("SlaConfig.maxDuration", 600),
          Map.entry("SlaConfig.maxConsecutiveFailures", 2),
          Map.entry("SlaConfig.errorBudget", ErrorBudgetConfig.defaults()),
          Map.entry("SelfHealingConfig.enabled", true),
          Map.entry("SelfHealingConfig.mode", HealingMode.PROACTIVE),
          Map.entry("SelfHealingConfig.reviewSchedule", ReviewScheduleConfig.defaults().withDay(3)),
          Map.entry(
              "SelfHealingConfig.reviewScope",
              new ReviewScopeConfig(false, true, true, true, true, true, true, true)),
          Map.entry(
              "SelfHealingConfig.suggestions",
              SuggestionBehaviorConfig.defaults().withAutoApply(true)),
          Map.entry("SelfHealingConfig.businessLog", BusinessLogConfig.defaults().withPath("a")),
          Map.entry(
              "SelfHealingConfig.analysis", new HealingAnalysisConfig(false, 1, false, 0, false)),
          Map.entry("SelfHealingConfig.enabledAt", Instant.EPOCH),
          Map.entry(
              "SelfHealingConfig.remediation",
              HealingRemediationConfig.defaults().withRequireApproval(true)),
          Map.entry("HealingSuggestion.id", 7L),
          Map.entry("HealingSuggestion.status", SuggestionStatus.APPLIED),
          Map.entry("HealingSuggestion.reviewedAt", Instant.EPOCH),
          Map.entry("HealingSuggestion.reviewedBy", "human"),
          Map.entry("HealingSuggestion.rejectionReason", "not now"),
          Map.entry("HealingSuggestion.appliedAt", Instant.EPOCH),
          Map.entry("HealingSuggestion.actionId", 9L),
          Map.entry("HealingAction.id", 7L),
          Map.entry("HealingAction.status", ActionStatus.ROLLED_BACK),
          Map.entry("HealingAction.rolledBackAt", Instant.EPOCH),
          Map.entry(
              "SelfHealingConfig.notifications",
              new HealingNotifyConfig(true, true, true, true, "ops")));

  static List<Record> records() {
    return List.of(
        HealingRemediationConfig.defaults(),
        ReviewScheduleConfig.defaults(),
        SuggestionBehaviorConfig.defaults(),
        BusinessLogConfig.defaults(),
        SlaConfig.defaults(),
        SelfHealingConfig.defaults(),
        Samples.suggestion(3, "report", Samples.NOON),
        Samples.action(5, "report", Samples.NOON));
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyWitherChangesItsOwnComponentAndNoOther(Record before) throws Exception {
    for (Method wither : withers(before)) {
      String component = component(wither);
      Object value = OTHER_VALUES.get(before.getClass().getSimpleName() + "." + component);
      assertThat(value).as("a value for %s", wither).isNotNull();
      Map<String, Object> expected = components(before);
      assertThat(expected.put(component, value)).as(component).isNotEqualTo(value);
      assertThat(components((Record) wither.invoke(before, value)))
          .as(wither.getName())
          .isEqualTo(expected);
    }
  }

  @Test
  void everyOtherValueIsUsed() {
    assertThat(records().stream().mapToInt(each -> withers(each).size()).sum())
        .isEqualTo(OTHER_VALUES.size());
  }

  @Test
  void aRefreshedSuggestionKeepsItsPlaceAndItsStand() {
    HealingSuggestion old =
        Samples.suggestion(3, "report", Samples.NOON)
            .withId(7)
            .withStatus(SuggestionStatus.APPROVED)
            .withReviewedBy("human")
            .withActionId(9L);
    HealingSuggestion newer =
        new HealingSuggestion(
            0,
            4,
            "other",
            SuggestionCategory.COST,
            SuggestionSeverity.HIGH,
            "title",
            "description",
            "now",
            "then",
            "impact",
            List.of("/other"),
            SuggestionStatus.PENDING,
            null,
            null,
            null,
            null,
            null,
            Instant.EPOCH);
    HealingSuggestion refreshed = old.withWordsOf(newer);
    assertThat(refreshed).usingRecursiveComparison().ignoringFields(WORDS).isEqualTo(old);
    assertThat(refreshed).usingRecursiveComparison().comparingOnlyFields(WORDS).isEqualTo(newer);
  }

  /** What brings several components along has a test of its own. */
  private static List<Method> withers(Record record) {
    return Arrays.stream(record.getClass().getMethods())
        .filter(each -> each.getName().startsWith("with"))
        .filter(each -> !List.of("withPreset", "withWordsOf").contains(each.getName()))
        .toList();
  }

  private static String component(Method wither) {
    String name = wither.getName().substring("with".length());
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static Map<String, Object> components(Record record) throws Exception {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      values.put(component.getName(), component.getAccessor().invoke(record));
    }
    return values;
  }
}
