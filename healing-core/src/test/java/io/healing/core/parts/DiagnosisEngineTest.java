package io.healing.core.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.diagnose.DiagnosisConfidence;
import io.healing.api.diagnose.DiagnosisResult;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The diagnosis is usable alone. */
class DiagnosisEngineTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private static ErrorEvent pool(String id, Instant at) {
    return ErrorEvent.of("No free connection: the pool is exhausted in " + id)
        .withId(id)
        .withType(ErrorType.DATABASE_CONNECTION)
        .withSeverity(ErrorSeverity.HIGH)
        .withComponent(id)
        .withContext("region", "north")
        .withDetectedAt(at);
  }

  @Test
  void theExampleOfAMemoryLeakIsTakenAsOneAndAnswered() {
    try (DiagnosisEngine engine = new DiagnosisEngine()) {
      ErrorEvent event =
          ErrorEvent.of("Memory usage exceeded threshold")
              .withId("error-123")
              .withType(ErrorType.MEMORY_LEAK)
              .withSeverity(ErrorSeverity.HIGH);
      DiagnosisResult result = engine.analyze(event);
      assertThat(result.errorEventId()).isEqualTo("error-123");
      assertThat(result.rootCause()).isEqualTo("Memory is nearly used up");
      assertThat(result.confidence()).isEqualTo(DiagnosisConfidence.HIGH);
      assertThat(result.recommendedActions()).isNotEmpty();
      assertThat(result.analysisData())
          .containsEntry("error_type", "memory_leak")
          .containsEntry("severity", "high")
          .containsKeys("confidence", "hypothesis_1");
    }
  }

  @Test
  void eventsOfTheLastHourWithTheSameCauseAreCorrelated() {
    try (DiagnosisEngine engine = new DiagnosisEngine()) {
      engine.analyze(pool("orders", START));
      DiagnosisResult near = engine.analyze(pool("billing", START.plusSeconds(120)));
      assertThat(near.correlatedEvents()).containsExactly("orders");
      DiagnosisResult far = engine.analyze(pool("stock", START.plusSeconds(3 * 3600)));
      assertThat(far.correlatedEvents()).isEmpty();
    }
  }

  @Test
  void whatNothingIsKnownOfIsUnknownAndOfLowConfidence() {
    try (DiagnosisEngine engine = new DiagnosisEngine()) {
      DiagnosisResult result = engine.analyze(ErrorEvent.of("Something is odd"));
      assertThat(result.isUnknown()).isTrue();
      assertThat(result.confidence()).isEqualTo(DiagnosisConfidence.LOW);
    }
  }

  @Test
  void theSameEventAgainIsAnsweredAgain() {
    try (DiagnosisEngine engine = new DiagnosisEngine()) {
      DiagnosisResult first = engine.analyze(pool("orders", START));
      DiagnosisResult second = engine.analyze(pool("orders", START.plusSeconds(5)));
      assertThat(second.rootCause()).isEqualTo(first.rootCause());
      assertThat(second.id()).isEqualTo(first.id());
    }
  }
}
