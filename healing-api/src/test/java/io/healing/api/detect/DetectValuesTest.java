package io.healing.api.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.WireWord;
import org.junit.jupiter.api.Test;

class DetectValuesTest {

  @Test
  void errorTypesHaveTheirWords() {
    assertThat(ErrorType.values())
        .extracting(WireWord::word)
        .containsExactly(
            "performance_degradation",
            "memory_leak",
            "cpu_spike",
            "network_timeout",
            "database_connection",
            "api_failure",
            "deployment_failure",
            "configuration_error",
            "dependency_failure",
            "unknown");
  }

  @Test
  void severitiesHaveTheirWords() {
    assertThat(ErrorSeverity.values())
        .extracting(WireWord::word)
        .containsExactly("low", "medium", "high", "critical");
  }

  @Test
  void healthStatusesHaveTheirWords() {
    assertThat(HealthStatus.values())
        .extracting(WireWord::word)
        .containsExactly("healthy", "warning", "critical", "unknown");
  }

  @Test
  void severitiesAreOrdered() {
    ErrorSeverity[] all = ErrorSeverity.values();
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < all.length; j++) {
        assertThat(all[i].atLeast(all[j])).isEqualTo(i >= j);
        assertThat(ErrorSeverity.higher(all[i], all[j])).isEqualTo(all[Math.max(i, j)]);
      }
    }
  }
}
