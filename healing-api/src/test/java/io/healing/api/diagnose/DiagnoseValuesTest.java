package io.healing.api.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.WireWord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnoseValuesTest {

  @Test
  void confidencesHaveTheirWords() {
    assertThat(DiagnosisConfidence.values())
        .extracting(WireWord::word)
        .containsExactly("low", "medium", "high", "very_high");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, LOW",
    "0, LOW",
    "0.49, LOW",
    "0.5, MEDIUM",
    "0.69, MEDIUM",
    "0.7, HIGH",
    "0.89, HIGH",
    "0.9, VERY_HIGH",
    "1, VERY_HIGH",
    "NaN, LOW"
  })
  void aNumberHasItsWord(double confidence, DiagnosisConfidence word) {
    assertThat(DiagnosisConfidence.of(confidence)).isEqualTo(word);
  }

  @Test
  void anAnalyzerIsGivenTheEndOfTheLogAndFiveRuns() {
    assertThat(HealingAnalysisConfig.defaults())
        .isEqualTo(new HealingAnalysisConfig(true, 200, true, 5, true));
  }
}
