package io.healing.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.Undo;
import io.healing.api.config.HealingPreset;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.core.decide.Deciding.Asked;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionsTest {
  private final Scene alone = Scene.healing(Asked.ALONE_REACTIVE);
  private final Scene review = Scene.healing(Asked.ALONE_PROACTIVE);

  private static Optional<BlockReason> blocked(Scene scene) {
    return scene.decide().reason();
  }

  @Test
  void withNothingConfiguredNothingIsDone() {
    Decision decision = alone.asking(q -> q.withConfig(SelfHealingConfig.defaults())).decide();
    assertThat(decision).isInstanceOf(Decision.AskApproval.class);
    assertThat(decision.reason()).contains(BlockReason.JOB_OFF);
  }

  @ParameterizedTest
  @CsvSource({"0.79,true", "0.8,false", "0.81,false"})
  void theConfidenceMustReachTheThreshold(double confidence, boolean stops) {
    Scene scene = alone.wish(SuggestionCategory.CONFIG, SuggestionSeverity.LOW, confidence);
    assertThat(blocked(scene).isPresent()).isEqualTo(stops);
  }

  @Test
  void aConfidenceThatIsNoNumberIsNotEnough() {
    Scene scene = alone.wish(SuggestionCategory.CONFIG, SuggestionSeverity.LOW, Double.NaN);
    assertThat(blocked(scene.confidenceOfAtLeast(0))).contains(BlockReason.LOW_CONFIDENCE);
  }

  /** Severity against low, medium, high, very high confidence; w = worth acting. */
  @ParameterizedTest
  @CsvSource({"CRITICAL,--ww", "HIGH,-www", "MEDIUM,--ww", "LOW,----"})
  void theMatrixOfSeverityAndConfidence(ErrorSeverity severity, String worth) {
    double[] confidences = {0.49, 0.5, 0.7, 0.9};
    for (int i = 0; i < confidences.length; i++) {
      Scene scene =
          alone
              .asking(q -> q.withIncident(Scene.incident(severity)))
              .wish(SuggestionCategory.CONFIG, SuggestionSeverity.LOW, confidences[i])
              .confidenceOfAtLeast(0);
      Optional<BlockReason> expected =
          worth.charAt(i) == 'w' ? Optional.empty() : Optional.of(BlockReason.NOT_WORTH_ACTING);
      assertThat(blocked(scene)).as(severity + " " + confidences[i]).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"job.failed,true", "job.failing,true", "job.orphaned,true", "job.slow,false"})
  void aFailedRunIsAtLeastMedium(String findingId, boolean worth) {
    Scene scene = alone.asking(q -> q.withIncident(Scene.incident(findingId, ErrorSeverity.LOW)));
    assertThat(blocked(scene).isEmpty()).isEqualTo(worth);
  }

  @ParameterizedTest
  @CsvSource({
    "low,low,true",
    "low,medium,false",
    "medium,medium,true",
    "medium,high,false",
    "high,medium,true",
    "high,critical,false",
    "critical,critical,true"
  })
  void theRiskMustBeStrictlyBelowTheBar(String risk, String bar, boolean stops) {
    Scene scene =
        review
            .wish(SuggestionCategory.CONFIG, severity(risk), 0.9)
            .suggestions(c -> c.withMinSeverityForApproval(severity(bar)));
    assertThat(blocked(scene)).isEqualTo(stops ? Optional.of(BlockReason.RISK) : Optional.empty());
  }

  private static SuggestionSeverity severity(String word) {
    return io.healing.api.WireWord.parse(SuggestionSeverity.class, word).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SECURITY", "UNKNOWN"},
      value = SuggestionCategory.class)
  void autoApplyLetsEveryCategoryThroughAndSoDoesItsName(SuggestionCategory category) {
    Scene scene = review.wish(category, SuggestionSeverity.LOW, 0.9);
    Scene off = scene.suggestions(c -> c.withAutoApply(false));
    Scene named = off.suggestions(c -> c.withAutoApplyCategories(List.of(category)));
    assertThat(blocked(scene)).isEmpty();
    assertThat(blocked(off)).contains(BlockReason.NOT_AUTO_APPLIED);
    assertThat(blocked(named)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"ALONE_REACTIVE", "ALONE_PROACTIVE"})
  void securityIsNeverAutomaticUnlessItIsNamed(Asked asked) {
    Scene scene =
        Scene.healing(asked)
            .wish(SuggestionCategory.SECURITY, SuggestionSeverity.HIGH, 0.9)
            .suggestions(c -> c.withMinSeverityForApproval(SuggestionSeverity.CRITICAL));
    Scene named =
        scene.suggestions(c -> c.withAutoApplyCategories(List.of(SuggestionCategory.SECURITY)));
    assertThat(blocked(scene)).contains(BlockReason.SECURITY);
    assertThat(blocked(named)).isEmpty();
  }

  @Test
  void wordsOfANewerReleaseLetNothingThrough() {
    SuggestionCategory unknown = SuggestionCategory.UNKNOWN;
    Scene category =
        review
            .wish(unknown, SuggestionSeverity.LOW, 0.9)
            .suggestions(c -> c.withAutoApplyCategories(List.of(unknown)));
    Scene risk = alone.wish(SuggestionCategory.CONFIG, SuggestionSeverity.UNKNOWN, 0.9);
    Scene bar = alone.suggestions(c -> c.withMinSeverityForApproval(SuggestionSeverity.UNKNOWN));
    Scene undo = alone.plan(Scene.plan().withUndo(Undo.UNKNOWN));
    assertThat(blocked(category)).contains(BlockReason.NOT_AUTO_APPLIED);
    assertThat(blocked(risk)).contains(BlockReason.RISK);
    assertThat(blocked(bar)).contains(BlockReason.RISK);
    assertThat(blocked(undo)).contains(BlockReason.IRREVERSIBLE);
  }

  @ParameterizedTest
  @CsvSource({"EXACT,false", "NOT_NEEDED,false", "IMPOSSIBLE,true"})
  void onlyWhatCanBeTakenBackIsDoneAlone(Undo undo, boolean stops) {
    assertThat(blocked(alone.plan(Scene.plan().withUndo(undo))).isPresent()).isEqualTo(stops);
  }

  @Test
  void aJobThatMayNotRunTwiceMayStillBeEdited() {
    assertThat(blocked(alone.fact(BlockReason.NOT_REPEATABLE))).isEmpty();
    assertThat(blocked(alone.plan(Scene.restart()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"CONSERVATIVE,false", "MODERATE,true", "AGGRESSIVE,true", "CUSTOM,false"})
  void aPresetAllowsWhatItNames(HealingPreset preset, boolean edits) {
    SuggestionBehaviorConfig free = SuggestionBehaviorConfig.defaults();
    SelfHealingConfig config =
        SelfHealingConfig.defaults().withEnabled(true).withPreset(preset).withSuggestions(free);
    Scene scene = alone.asking(q -> q.withConfig(config));
    assertThat(blocked(scene).isEmpty()).isEqualTo(edits);
    assertThat(blocked(scene.plan(Scene.restart()))).isEmpty();
  }

  @Test
  void aTypeIsAllowedByItsExactWord() {
    HealingRemediationConfig near =
        HealingRemediationConfig.defaults().withAllowedActions(List.of("edit_confi", "edit"));
    assertThat(blocked(alone.remediation(r -> near))).contains(BlockReason.TYPE_NOT_ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({"-1,true", "0,true", "1,false"})
  void aSuggestionExpiresAtItsInstant(int millisYet, boolean stops) {
    Scene scene = alone.asking(q -> q.withWish(q.wish().until(Scene.NOW.plusMillis(millisYet))));
    assertThat(blocked(scene).isPresent()).isEqualTo(stops);
  }
}
