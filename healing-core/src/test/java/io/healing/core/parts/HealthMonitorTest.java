package io.healing.core.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.HealthStatus;
import io.healing.api.learn.SystemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The health of the whole is usable alone. */
class HealthMonitorTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final Duration HALF = Duration.ofSeconds(30);

  @Test
  void statusHandlersAreToldEachChangeOnceAlsoBesideOneThatThrows() {
    List<HealthStatus> told = new ArrayList<>();
    try (HealthMonitor monitor = new HealthMonitor(HALF, builder -> {}, START)) {
      monitor.addStatusHandler(
          status -> {
            throw new IllegalStateException("a broken handler");
          });
      monitor.addStatusHandler(status -> told.add(status.health()));
      monitor.start();
      monitor.tick(HALF);
      monitor.tick(HALF);
      monitor.report(ErrorEvent.of("The system is down").withSeverity(ErrorSeverity.CRITICAL));
      for (int i = 0; i < 4; i++) {
        monitor.tick(HALF);
      }
    }
    assertThat(told).contains(HealthStatus.CRITICAL).doesNotHaveDuplicates();
  }

  @Test
  void systemStatusTellsWhetherItRunsHealthAndWhatIsWrong() {
    try (HealthMonitor monitor = new HealthMonitor(HALF, builder -> {}, START)) {
      monitor.start();
      monitor.tick(HALF);
      SystemStatus well = monitor.systemStatus();
      assertThat(well.running()).isTrue();
      assertThat(well.health()).isEqualTo(HealthStatus.HEALTHY);
      assertThat(well.activeIncidents()).isZero();
      monitor.report(ErrorEvent.of("High CPU usage detected"));
      monitor.tick(HALF);
      assertThat(monitor.systemStatus().health()).isEqualTo(HealthStatus.WARNING);
      assertThat(monitor.systemStatus().activeIncidents()).isEqualTo(1);
      assertThat(monitor.systemStatus().detection().incidents()).isEqualTo(1);
      assertThat(monitor.systemStatus().detection().byErrorType()).containsEntry("cpu_spike", 1);
      assertThat(monitor.systemStatus().recovery().verified()).isZero();
      monitor.stop();
      assertThat(monitor.systemStatus().running()).isFalse();
    }
  }
}
