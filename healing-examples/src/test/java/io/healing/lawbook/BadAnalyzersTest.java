package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.core.HealingEvent;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An analyzer that does not answer as it should is told by name with the mend; the others answer.
 */
class BadAnalyzersTest {
  @TempDir Path home;

  private record Bad(String id, Function<AnalysisRequest, Analysis> answer) implements Analyzer {
    @Override
    public Analysis analyze(AnalysisRequest request) {
      return answer.apply(request);
    }
  }

  /** Knows the cause whatever the others do. */
  private static Analyzer good() {
    return new Bad(
        "test.good",
        request ->
            Analysis.none()
                .withHypothesis(
                    Hypothesis.of("No paper", 0.9, new Evidence("run", "the printer says so"))));
  }

  private Incident told(Analyzer bad) {
    try (House house = House.in(home).job("report").plugin(bad).plugin(good()).open()) {
      house.runner.does(
          "report",
          log -> {
            throw new IllegalStateException("no paper");
          });
      house.run("report").ticks(2, Duration.ofSeconds(30));
      assertThat(house.events)
          .filteredOn(event -> event.step() == HealingEvent.Step.DIAGNOSED)
          .filteredOn(event -> event.subject().name().equals("report"))
          .extracting(HealingEvent::text)
          .singleElement()
          .asString()
          .startsWith("No paper (0.90)");
      return house.admin().incidents().stream()
          .filter(incident -> incident.subject().name().equals("@healing/" + bad.id()))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  @SuppressWarnings("NullAway") // It is what a foreign analyzer may do.
  void nullIsNoAnswer() {
    Incident told = told(new Bad("test.null", request -> null));

    assertThat(told.message()).isEqualTo("The plug-in test.null failed: It answered null");
    assertThat(told.hint()).isEqualTo("Let it return an empty answer where it has nothing to say.");
  }

  @Test
  void anAnswerOfAnotherTypeIsToldWithTheMend() {
    Analyzer proxy =
        (Analyzer)
            Proxy.newProxyInstance(
                Analyzer.class.getClassLoader(),
                new Class<?>[] {Analyzer.class},
                (self, method, arguments) ->
                    switch (method.getName()) {
                      case "id" -> "test.typed";
                      case "analyze" -> "a text";
                      case "hashCode" -> 1;
                      case "equals" -> self == arguments[0];
                      case "toString" -> "typed";
                      default -> List.of();
                    });
    Incident told = told(proxy);

    assertThat(told.message())
        .startsWith("The plug-in test.typed failed: ClassCastException")
        .contains("java.lang.String");
    assertThat(told.hint()).contains("build it against the versions that run, of Healing");
  }

  @Test
  void whatItThrowsIsToldWithItsWords() {
    Incident told =
        told(
            new Bad(
                "test.throws",
                request -> {
                  throw new IllegalStateException("broken in the middle");
                }));

    assertThat(told.message())
        .isEqualTo("The plug-in test.throws failed: IllegalStateException: broken in the middle");
    assertThat(told.hint()).contains("Look at its stack");
  }
}
