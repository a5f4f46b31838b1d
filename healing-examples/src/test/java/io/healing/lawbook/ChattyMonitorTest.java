package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value that is another one at every look does not make an analysis of every look. */
class ChattyMonitorTest {
  @TempDir Path home;

  private final Depth depth = new Depth();

  private static final class Depth implements Monitor {
    private int looks;
    private ErrorSeverity severity = ErrorSeverity.LOW;

    @Override
    public String id() {
      return "vendor.depth";
    }

    @Override
    public Duration interval() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Observation check(MonitorRequest request) {
      looks++;
      return Observation.builder()
          .finding(
              Finding.of("queue.deep", Subject.host(), "The queue is deep")
                  .withSeverity(severity)
                  .withEvidence("depth", Integer.toString(100 + looks)))
          .build();
    }
  }

  @Test
  void itIsAnalysedAtFirstThenOncePerCoolDownAndWhenItGetsWorse() {
    try (House house = House.in(home).plugin(depth).open()) {
      house.ticks(20, Duration.ofSeconds(31));
      assertThat(depth.looks).isGreaterThan(15);
      assertThat(house.admin().reviews()).hasSize(1);

      depth.severity = ErrorSeverity.HIGH;
      house.ticks(3, Duration.ofSeconds(31));
      assertThat(house.admin().reviews()).hasSize(2);

      house.ticks(31, Duration.ofSeconds(31));
      assertThat(house.admin().reviews()).hasSize(3);
    }
  }
}
