package io.healing.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.healing.api.Options;
import io.healing.api.config.LearningConfig;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutsideFailureAnalyzerTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0.85, true",
    "2, 0.83, true",
    "3, 0.81, true",
    "4, 0.79, false",
    "10, 0.67, false",
    "26, 0.35, false",
    "1000, 0.35, false"
  })
  void eachFurtherFailureMakesItALittleLessSureAndTheDefaultAttemptsStayAllowed(
      int failures, double sure, boolean enough) {
    TestRequest request = TestRequest.failed("java.net.ConnectException", "Connection refused");
    request.failures = failures;

    OutsideFailureAnalyzer analyzer = new OutsideFailureAnalyzer();
    request.options = Options.of(analyzer.options(), Map.of());

    Analysis analysis = analyzer.analyze(request);

    assertThat(analysis.hypotheses())
        .singleElement()
        .extracting(Hypothesis::likelihood)
        .satisfies(value -> assertThat((double) value).isCloseTo(sure, within(1e-9)));
    assertThat(analysis.proposals())
        .singleElement()
        .extracting(Proposal::confidence)
        .satisfies(value -> assertThat((double) value).isCloseTo(sure, within(1e-9)));
    double bar = LearningConfig.defaults().confidenceThreshold();
    assertThat(analysis.proposals().get(0).confidence() >= bar).isEqualTo(enough);
  }
}
