package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 11: every option acts, and acts at its bound. */
class OptionsTest extends OptionHouse {
  @ParameterizedTest
  @CsvSource({"300, 299, false", "300, 300, true", "600, 599, false", "600, 600, true"})
  void settleTimeIsHowLongTroubleMustBeGoneBeforeItIsOver(int settle, int after, boolean over) {
    try (House house = limits("settleTime", Duration.ofSeconds(settle)).job(JOB).open()) {
      fails(house, JOB);
      house.run(JOB).tick(Duration.ofSeconds(30));
      assertThat(house.admin().incidents()).isNotEmpty();
      house.runner.does(JOB, log -> {});
      house.run(JOB).tick(Duration.ofSeconds(30));
      house.tick(Duration.ofSeconds(after));
      assertThat(house.admin().incidents().isEmpty()).isEqualTo(over);
    }
  }

  @ParameterizedTest
  @CsvSource({"60, 59, false", "60, 60, true", "90, 89, false", "90, 90, true"})
  void monitoringIntervalIsHowOftenTheMonitorsLook(int interval, int after, boolean seen) {
    try (House house =
        House.in(home)
            .root(
                root ->
                    root.withErrorDetection(
                        ErrorDetectionConfig.defaults().withMonitoringInterval(interval)))
            .job(JOB)
            .open()) {
      fails(house, JOB);
      house.tick(Duration.ZERO).run(JOB);
      house.tick(Duration.ofSeconds(after));
      assertThat(house.admin().incidents().isEmpty()).isNotEqualTo(seen);
    }
  }

  /** Throws at every look and counts them. */
  private static final class Failing implements Monitor {
    private final List<Instant> looks = new ArrayList<>();

    @Override
    public String id() {
      return "acme.failing";
    }

    @Override
    public Duration interval() {
      return Duration.ofSeconds(10);
    }

    @Override
    public Observation check(MonitorRequest request) {
      looks.add(request.now());
      throw new IllegalStateException("broken");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void pluginFailuresIsAfterHowManyFailuresAPluginRests(int failures) {
    Failing failing = new Failing();
    try (House house = limits("pluginFailures", failures).plugin(failing).open()) {
      house.ticks(30, Duration.ofSeconds(10));
      assertThat(failing.looks).hasSize(failures);
    }
  }

  @Test
  void pluginRestIsHowLongItRests() {
    Failing failing = new Failing();
    Duration rest = Duration.ofMinutes(7);
    try (House house = limits("pluginRest", rest).plugin(failing).open()) {
      house.ticks(5, Duration.ofSeconds(10));
      assertThat(failing.looks).hasSize(3);
      Instant until = failing.looks.get(2).plus(rest);
      house.tick(Duration.between(house.now(), until).minusSeconds(1));
      assertThat(failing.looks).hasSize(3);
      house.tick(Duration.ofSeconds(1));
      assertThat(failing.looks).hasSize(4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 2048})
  void logTailIsHowMuchOfARunsLogIsKeptAndItIsTheEnd(int bytes) {
    try (House house = limits("logTail", bytes).job(JOB).open()) {
      house.runner.does(
          JOB,
          log -> {
            for (int i = 0; i < 500; i++) {
              log.line("line " + i);
            }
          });
      house.run(JOB).tick(Duration.ofSeconds(1));
      String tail = house.runs(JOB).get(0).logTail();
      assertThat(tail.strip()).endsWith("line 499").doesNotContain("line 0\n");
      assertThat(tail.length()).isBetween(bytes / 2, bytes);
    }
  }

  @ParameterizedTest
  @CsvSource({"16, true", "4096, false"})
  void eventQueueIsHowMuchHistoryWaitsAndWhatIsLostIsCountedAndDetectedAllTheSame(
      int events, boolean lost) {
    try (House house = limits("eventQueue", events).job(JOB).open()) {
      fails(house, JOB);
      for (int i = 0; i < 100; i++) {
        house.runner.execute(JOB, io.healing.api.job.RunTrigger.SCHEDULED);
      }
      house.tick(Duration.ofSeconds(1));
      assertThat(house.healing.status().eventsDropped() > 0).isEqualTo(lost);
      assertThat(house.admin().incidents()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "49, 49", "50, 50", "1000, 50"})
  void goodRunsPerMinuteIsHowManyAreKeptOfAJobThatRunsWellVeryOften(int most, int kept) {
    try (House house = limits("goodRunsPerMinute", most).job(JOB).open()) {
      for (int i = 0; i < 50; i++) {
        house.runner.execute(JOB, io.healing.api.job.RunTrigger.SCHEDULED);
      }
      house.tick(Duration.ofSeconds(1));
      assertThat(house.store.runs().count()).isEqualTo(kept);
      assertThat(house.healing.figures().runsThinned()).isEqualTo(50 - kept);
    }
  }

  @ParameterizedTest
  @CsvSource({"3600, 3599, pending", "3600, 3600, rejected", "7200, 7199, pending"})
  void pendingExpiryIsHowLongASuggestionWaits(int expiry, int after, String status) {
    try (House house =
        limits("pendingExpiry", Duration.ofSeconds(expiry))
            .job(BrokenConfig.job(home, JOB))
            .open()) {
      BrokenConfig.happen(house, JOB);
      SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
      Instant made = seen.detail().expiresAt().minusSeconds(expiry);
      house.tick(Duration.between(house.now(), made.plusSeconds(after)));
      assertThat(house.admin().suggestion(seen.row().id()).row().status().word()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({"3590, approved", "3600, rejected"})
  void approvedExpiryIsHowLongAnApprovalWaits(int after, String status) {
    try (House house =
        limits("approvedExpiry", Duration.ofHours(1)).job(BrokenConfig.job(home, JOB)).open()) {
      BrokenConfig.happen(house, JOB);
      SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
      house.admin().pause("release night", "ben");
      house.admin().approve(seen.row().id(), House.hash(seen), "anna");
      house.tick(Duration.ofSeconds(after));
      assertThat(house.admin().suggestion(seen.row().id()).row().status().word()).isEqualTo(status);
    }
  }
}
