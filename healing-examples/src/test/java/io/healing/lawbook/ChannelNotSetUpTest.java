package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import io.healing.laws.BrokenConfigScenario;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default channel, for which nothing is set up, is told once and is nobody's task. */
class ChannelNotSetUpTest {
  private static final Subject CHANNEL = Subject.plugin("notify.whatsapp");

  @TempDir Path home;

  @Test
  void itIsOneFindingThatIsNeitherAnalysedNorEscalated() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play().pass(Duration.ofHours(1), Duration.ofSeconds(31));

      assertThat(scenario.admin().incidents())
          .filteredOn(incident -> incident.subject().equals(CHANNEL))
          .singleElement()
          .satisfies(
              incident -> {
                assertThat(incident.state()).isEqualTo(IncidentState.OPEN);
                assertThat(incident.diagnosis()).isNull();
              })
          .extracting(Incident::hint)
          .asString()
          .contains("notify_channel: log");
      assertThat(scenario.store().decisions().of(CHANNEL, 10)).isEmpty();
      assertThat(scenario.admin().reviews())
          .noneMatch(review -> review.jobId().equals(CHANNEL.name()));
    }
  }
}
