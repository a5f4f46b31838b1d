package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunTrigger;
import io.healing.laws.BrokenConfigScenario;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to an incident while a lane works for it neither stops the loop nor is lost. */
class MeanwhileTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path home;

  @Test
  void anIncidentThatEndsWhileItIsAnalysedDoesNotKeepTheNextOneFromBeingAnalysed() {
    Slow slow = new Slow();
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).plugin(slow).open()) {
      scenario.remember();
      slow.meanwhile =
          () -> {
            scenario.run(RunTrigger.SCHEDULED, RunResult.success());
            scenario.pass(Duration.ofMinutes(3), Duration.ofSeconds(30));
            assertThat(scenario.incidents()).isEmpty();
          };
      scenario.run(RunTrigger.SCHEDULED, RunResult.failure("it hums")).pass(MINUTE);

      assertThat(slow.asked).isEqualTo(1);
      assertThat(scenario.store().reviews().running()).isEmpty();

      scenario.breakFile().run().pass(MINUTE);

      assertThat(slow.asked).isGreaterThan(1);
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  /** Takes its time once. */
  private static final class Slow implements Analyzer {
    private Runnable meanwhile = () -> {};
    private int asked;

    @Override
    public String id() {
      return "test.slow";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      asked++;
      Runnable once = meanwhile;
      meanwhile = () -> {};
      once.run();
      return Analysis.none();
    }
  }
}
