package io.healing.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a finding says of its type and severity where nobody has said them. */
class ContextTest {
  private static Finding said(String message) {
    return Finding.of("host.event", Subject.host(), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Out of memory: cannot allocate | memory_leak
          High CPU usage detected | cpu_spike
          Connection timeout while the database was asked | network_timeout
          The database refused: connection refused | database_connection
          Internal server error | api_failure
          The deployment has failed | deployment_failure
          Missing config file | configuration_error
          The module xyz was not found | dependency_failure
          No errors found, all good | unknown
          All is as it was | unknown
          """)
  void theFirstPatternOfTheListDecidesOnTheType(String message, String type) {
    assertThat(Detection.typed(said(message)).type().word()).isEqualTo(type);
  }

  @Test
  void whatTheCallerSaysWins() {
    Finding leak = said("High CPU usage detected").withType(ErrorType.MEMORY_LEAK);
    assertThat(Detection.typed(leak)).isEqualTo(leak);
  }

  @ParameterizedTest
  @CsvSource({
    "cpu_usage,90.1,cpu_spike",
    "cpu_usage,90,unknown",
    "memory_usage,91 %,memory_leak",
    "heap_usage,91%,memory_leak",
    "memory_usage,90,unknown",
    "network_latency,1,network_timeout",
    "tags,'slow, performance',performance_degradation",
    "tags,performances,unknown",
    "cpu_usage,much,unknown"
  })
  void theNumbersAreCalledAsTheMonitorsCallThem(String key, String value, String type) {
    Finding finding = said("It was looked at").withEvidence(key, value);
    assertThat(Detection.typed(finding).type().word()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A fatal error in the engine | critical
          The system is down | critical
          The service is unavailable | critical
          The request was refused | high
          It has become slow, a warning | medium
          For your notice | low
          No errors found, all good | medium
          """)
  void theWorstWordDecidesOnTheSeverity(String message, String severity) {
    assertThat(Context.severity(said(message)).word()).isEqualTo(severity);
  }

  @Test
  void withoutAWordTheNumbersDecideAndThenTheType() {
    Finding neutral = said("It was looked at");
    assertThat(Context.severity(neutral.withEvidence("memory_usage", "96")))
        .isEqualTo(ErrorSeverity.CRITICAL);
    assertThat(Context.severity(neutral.withEvidence("memory_usage", "95")))
        .isEqualTo(ErrorSeverity.HIGH);
    assertThat(Context.severity(neutral.withEvidence("cpu_usage", "85")))
        .isEqualTo(ErrorSeverity.MEDIUM);
    assertThat(Context.severity(neutral.withType(ErrorType.DEPLOYMENT_FAILURE)))
        .isEqualTo(ErrorSeverity.HIGH);
    assertThat(Context.severity(neutral.withType(ErrorType.CONFIGURATION_ERROR)))
        .isEqualTo(ErrorSeverity.MEDIUM);
  }
}
