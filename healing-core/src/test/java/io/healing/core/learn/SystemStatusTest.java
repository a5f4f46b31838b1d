package io.healing.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.healing.api.HeldClock;
import io.healing.api.Samples;
import io.healing.api.config.LearningConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.learn.DetectionStatistics;
import io.healing.api.learn.RecoveryStatistics;
import io.healing.api.learn.SystemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of the whole: its health, its errors, how long they took. */
class SystemStatusTest {
  private static final Instant NOON = Samples.NOON;
  private final Learning learning = new Learning(LearningConfig.defaults(), HeldClock.at(NOON));

  private static Incident incident(IncidentEnd end, int seconds) {
    return Samples.incident("i-0000000" + seconds % 10).ended(end, NOON.plusSeconds(seconds));
  }

  @Test
  void theTimeToRecoveryIsTheMeanOfWhatWeMended() {
    List<Incident> incidents =
        List.of(
            incident(IncidentEnd.VERIFIED, 100),
            incident(IncidentEnd.VERIFIED, 300),
            incident(IncidentEnd.RECOVERED, 9_000),
            incident(IncidentEnd.GONE, 9_000),
            incident(IncidentEnd.BY_HAND, 9_000),
            Samples.incident("i-00000001"));
    assertThat(learning.meanTimeToRecovery(incidents)).contains(Duration.ofSeconds(200));
    assertThat(learning.meanTimeToRecovery(List.of())).isEmpty();
    assertThat(learning.meanTimeToRecovery(incidents.subList(2, 6))).isEmpty();
  }

  @Test
  void theTimeToDetectionCountsWhereTheBeginningIsKnown() {
    Incident known = Samples.incident("i-00000001");
    Incident unknown = Samples.incident("i-00000002");
    Optional<Duration> mean =
        learning.meanTimeToDetection(
            List.of(known, unknown),
            i -> i == known ? Optional.of(NOON.minusSeconds(30)) : Optional.empty());
    assertThat(mean).contains(Duration.ofSeconds(30));
    assertThat(learning.meanTimeToDetection(List.of(unknown), i -> Optional.empty())).isEmpty();
  }

  private SystemStatus status(boolean looked, Incident... active) {
    return learning.status(standing(NOON.minusSeconds(7_200), looked, List.of(active)));
  }

  private static Standing standing(@Nullable Instant since, boolean looked, List<Incident> active) {
    return new Standing(
        true,
        since,
        looked,
        7,
        active,
        List.of(incident(IncidentEnd.VERIFIED, 60)),
        active,
        from -> (int) active.stream().filter(one -> !one.detectedAt().isBefore(from)).count(),
        one -> Optional.of(one.detectedAt().minusSeconds(20)),
        3,
        "anna: deploy",
        "the store is not durable",
        11,
        List.of(LearningTest.row(1, 2, 3), LearningTest.row(10, 0, 0)));
  }

  @Test
  void theStatusSaysAllThatIsKnown() {
    assertThat(status(true, incident(ErrorSeverity.HIGH)))
        .isEqualTo(
            new SystemStatus(
                NOON,
                true,
                Duration.ofHours(2),
                HealthStatus.WARNING,
                7,
                1,
                3,
                "anna: deploy",
                "the store is not durable",
                11,
                new DetectionStatistics(
                    1,
                    1,
                    0.5,
                    Duration.ofSeconds(20),
                    Map.of("configuration_error", 1),
                    Map.of("high", 1)),
                new RecoveryStatistics(11, 2, 3, Duration.ofMinutes(1))));
  }

  @ParameterizedTest
  @CsvSource({"0,1.0", "3600,1.0", "7200,0.5", "86400,0.0416666667", "172800,0.0416666667"})
  void errorsAnHourCountOverTheLastDayOrSinceTheStart(long up, double perHour) {
    List<Incident> one = List.of(incident(ErrorSeverity.LOW));
    SystemStatus status = learning.status(standing(NOON.minusSeconds(up), true, one));
    assertThat(status.detection().errorsPerHour()).isCloseTo(perHour, within(1e-9));
  }

  @Test
  void whatIsOlderThanADayIsNoErrorOfTodayAndOlderThanAMonthNone() {
    Incident yesterday = at(NOON.minus(Duration.ofHours(25)));
    Incident month = at(NOON.minus(Duration.ofDays(30)));
    Incident older = at(NOON.minus(Duration.ofDays(30)).minusMillis(1));
    DetectionStatistics found =
        learning.status(standing(null, true, List.of(yesterday, month, older))).detection();
    assertThat(found.incidents()).isEqualTo(2);
    assertThat(found.errorsPerHour()).isZero();
  }

  private static Incident at(Instant detected) {
    return Incident.open("i-00000001", "m", "f", Samples.finding("report"), detected);
  }

  @Test
  void beforeTheStartThereIsNoUptime() {
    assertThat(learning.status(standing(null, false, List.of())).uptime()).isZero();
    assertThat(learning.status(standing(NOON.plusSeconds(9), false, List.of())).uptime()).isZero();
  }

  @Test
  void theHealthIsTheWorstOfWhatIsKnown() {
    Incident low = incident(ErrorSeverity.LOW);
    Incident critical = incident(ErrorSeverity.CRITICAL);
    assertThat(status(false).health()).isEqualTo(HealthStatus.UNKNOWN);
    assertThat(status(true, low).health()).isEqualTo(HealthStatus.WARNING);
    assertThat(status(true, low, critical).health()).isEqualTo(HealthStatus.CRITICAL);
    assertThat(status(true, low, critical).activeIncidents()).isEqualTo(2);
  }

  private static Incident incident(ErrorSeverity severity) {
    return Incident.open(
        "i-00000001", "m", "f", Samples.finding("report").withSeverity(severity), NOON);
  }
}
