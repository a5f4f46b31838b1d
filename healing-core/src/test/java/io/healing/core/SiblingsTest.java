package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.core.detect.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two monitors look at two moments, and what ended a task may be told after its silence. */
class SiblingsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final String JOB = "export";

  private final Look failed = new Look(new Failed(), Map.of());
  private final Sightings sightings = new Sightings(List.of(failed));

  private record Failed() implements Monitor {
    @Override
    public String id() {
      return Detection.FAILED_MONITOR;
    }

    @Override
    public Duration interval() {
      return Duration.ofSeconds(10);
    }

    @Override
    public Observation check(MonitorRequest request) {
      return Observation.builder().build();
    }
  }

  private Optional<BlockReason> decided(String finding, Decision own) {
    Incident incident =
        Incident.open("i-1", "m", "f", Finding.of(finding, Subject.job(JOB), "x"), NOW);
    Detection detection =
        new Detection(
            new Detection.Settings(
                () -> NOW, () -> "i-0", Duration.ofMinutes(1), 5, 10, Duration.ofMinutes(5)),
            List.of(incident));
    Care care = new Care();
    return new Siblings(
            detection,
            other -> care,
            other -> false,
            job -> sightings.sawLastEnd(job.name(), Detection.FAILED_MONITOR))
        .first(incident, own)
        .flatMap(Decision::reason);
  }

  private void look(long turn) {
    failed.dueNow();
    failed.begin(NOW, turn);
    failed.ended(NOW, Observation.builder().build());
  }

  @Test
  void aTaskOffItsScheduleIsNotPutBackBeforeTheLookAtTheRunThatEndedIt() {
    Decision heal = new Decision.Heal("put it back");
    look(4);
    sightings.ended(JOB, 5);

    assertThat(decided("job.silenced", heal)).contains(BlockReason.BUSY);
    assertThat(decided("job.failed", heal)).isEmpty();
    assertThat(decided("job.silenced", new Decision.Ignore(BlockReason.CLEAR, ""))).isEmpty();

    look(5);
    assertThat(decided("job.silenced", heal)).isEmpty();
  }

  @Test
  void aLookThatFailsIsNotWaitedFor() {
    sightings.ended(JOB, 5);
    failed.begin(NOW, 5);
    failed.failed(NOW, Set.of());

    assertThat(decided("job.silenced", new Decision.Heal("put it back"))).isEmpty();
  }
}
