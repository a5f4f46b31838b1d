package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Finding;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.RunTrigger;
import io.healing.api.learn.DetectionStatistics;
import io.healing.api.learn.RecoveryStatistics;
import io.healing.api.learn.SystemStatus;
import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import io.healing.core.HealingEvent;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is shown of the whole, and what a listener hears of one story. */
class StatusTest {
  private static final String JOB = "import";

  @TempDir Path home;

  private House open() {
    JobConfig job =
        BrokenConfig.job(home, JOB)
            .withSelfHealing(
                SelfHealingConfig.defaults()
                    .withEnabled(true)
                    .withRemediation(
                        HealingRemediationConfig.defaults()
                            .withAllowedActions(List.of("edit_config"))));
    return House.in(home).job(job).open();
  }

  @Test
  void anEmptyHouseHasZerosAndNothingLookedAtIsUnknown() {
    try (House house = House.in(home).open()) {
      SystemStatus before = house.healing.status();
      assertThat(before.health()).isEqualTo(HealthStatus.UNKNOWN);
      house.tick(Duration.ofSeconds(1));
      SystemStatus status = house.healing.status();
      assertThat(status.running()).isTrue();
      assertThat(status.health()).isEqualTo(HealthStatus.HEALTHY);
      assertThat(status.jobs()).isZero();
      assertThat(status.activeIncidents()).isZero();
      assertThat(status.pendingSuggestions()).isZero();
      assertThat(status.recovery()).isEqualTo(new RecoveryStatistics(0, 0, 0, null));
      assertThat(status.detection().incidents()).isZero();
      assertThat(status.detection().meanTimeToDetection()).isNull();
      assertThat(status.uptime()).isEqualTo(Duration.ofSeconds(1));
      assertThat(status.pausedBecause()).isNull();
      assertThat(status.observeOnlyBecause()).isNull();
    }
  }

  /** Tells of three troubles: since when it was suspicious, nonsense, and nothing. */
  private static final class Suspicious implements Monitor {
    @Override
    public String id() {
      return "acme.suspicious";
    }

    @Override
    public Observation check(MonitorRequest request) {
      String since = request.now().minusSeconds(20).toString();
      return Observation.builder()
          .finding(odd("one").withEvidence(Finding.SUSPECTED_SINCE, since))
          .finding(odd("two").withEvidence(Finding.SUSPECTED_SINCE, "yesterday"))
          .finding(odd("three"))
          .build();
    }

    private static Finding odd(String name) {
      return Finding.of("acme.odd", Subject.environment(name), name + " is odd");
    }
  }

  @Test
  void theTimeToDetectionCountsFromTheFirstSuspiciousLook() {
    try (House house = House.in(home).plugin(new Suspicious()).open()) {
      house.tick(Duration.ofSeconds(1));

      assertThat(house.healing.status().detection().meanTimeToDetection())
          .isEqualTo(Duration.ofSeconds(20));
    }
  }

  @Test
  void moreThanAThousandIncidentsAreCountedAndSaidToBeTheNewestOfThem() {
    try (House house = House.in(home).open()) {
      for (int i = 0; i < 1_003; i++) {
        String id = "i-%08d".formatted(i);
        Finding odd = Finding.of("acme.odd", Subject.job("j" + i), "odd");
        house.store.incidents().save(Incident.open(id, "acme", "f", odd, house.now()));
      }
      DetectionStatistics found = house.healing.status().detection();

      assertThat(found.incidents()).isEqualTo(1_003);
      assertThat(found.newest()).isEqualTo(1_000);
      assertThat(found.bySeverity()).containsExactly(Map.entry("medium", 1_000));
      assertThat(found.errorsPerHour()).isEqualTo(1_003);
    }
  }

  @Test
  void theStatusFollowsAStoryFromTheFailureToTheProof() {
    try (House house = open()) {
      BrokenConfig.happen(house, JOB);
      SystemStatus sick = house.healing.status();
      assertThat(sick.jobs()).isEqualTo(1);
      assertThat(sick.activeIncidents()).isPositive();
      assertThat(sick.health()).isNotEqualTo(HealthStatus.HEALTHY);

      house.tick(Duration.ofMinutes(2)).run(JOB).ticks(4, Duration.ofSeconds(31));

      SystemStatus well = house.healing.status();
      assertThat(well.health()).isEqualTo(HealthStatus.HEALTHY);
      assertThat(well.activeIncidents()).isZero();
      assertThat(well.recovery().verified()).isEqualTo(1);
      assertThat(well.recovery().successRate()).hasValue(1.0);
      assertThat(well.recovery().meanTimeToRecovery()).isPositive();
      assertThat(well.detection().incidents()).isEqualTo(sick.detection().incidents()).isPositive();
      assertThat(well.detection().meanTimeToDetection())
          .as("from the end of the run that failed")
          .isBetween(Duration.ZERO, Duration.ofSeconds(31));
      assertThat(well.uptime()).isEqualTo(Duration.between(House.NOON, house.now()));
      house.manual.close();
      assertThat(house.healing.status().running()).isFalse();
    }
  }

  @Test
  void uptimeBeginsAnewWithEveryStart() {
    try (House first = open()) {
      first.tick(Duration.ofHours(5));
      assertThat(first.healing.status().uptime()).isEqualTo(Duration.ofHours(5));
    }
    try (House second = House.in(home).from(House.NOON.plus(Duration.ofHours(6))).open()) {
      second.tick(Duration.ofMinutes(1));
      assertThat(second.healing.status().uptime()).isEqualTo(Duration.ofMinutes(1));
      assertThat(second.admin().status().uptime())
          .as("as the store tells it")
          .isEqualTo(Duration.ofMinutes(1));
    }
  }

  @Test
  void howHealingItselfDoesIsKeptOnceAnHour() {
    try (House house = open()) {
      BrokenConfig.happen(house, JOB);
      house.tick(Duration.ofMinutes(2)).run(JOB).ticks(4, Duration.ofSeconds(31));
      assertThat(house.store.metrics().newest("mttr_seconds", 9)).isEmpty();
      house.tick(Duration.ofHours(1));
      SystemStatus status = house.healing.status();
      double mttr = status.recovery().meanTimeToRecovery().toMillis() / 1_000.0;
      assertThat(value(house, "mttr_seconds")).containsExactly(mttr);
      assertThat(value(house, "success_rate")).containsExactly(1.0);
      assertThat(value(house, "errors_per_hour")).allMatch(perHour -> perHour > 0);
      assertThat(value(house, "mttd_seconds")).hasSize(1);
      house.tick(Duration.ofMinutes(59));
      assertThat(value(house, "uptime_seconds")).hasSize(1);
      house.tick(Duration.ofMinutes(1));
      assertThat(value(house, "uptime_seconds")).hasSize(2);
    }
  }

  private static List<Double> value(House house, String metric) {
    return house.store.metrics().newest(metric, 9).stream()
        .map(HealthMetric::currentValue)
        .toList();
  }

  @Test
  void aListenerHearsTheStepsInTheirOrder() {
    try (House house = open()) {
      BrokenConfig.happen(house, JOB);
      house.tick(Duration.ofMinutes(2)).run(JOB).ticks(4, Duration.ofSeconds(31));
      assertThat(house.events)
          .filteredOn(event -> event.subject().name().equals(JOB))
          .extracting(HealingEvent::step)
          .containsSubsequence(
              HealingEvent.Step.DETECTED,
              HealingEvent.Step.DIAGNOSED,
              HealingEvent.Step.DECIDED,
              HealingEvent.Step.ACTED,
              HealingEvent.Step.VERIFIED,
              HealingEvent.Step.ENDED);
      assertThat(house.events).extracting(HealingEvent::at).isSorted();
    }
  }

  @Test
  void whatDoesNotExistIsSaidSoAndChangesNothing() {
    try (House house = open()) {
      assertThatThrownBy(() -> house.healing.review("nobody", true))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("nobody");
      assertThatThrownBy(() -> house.admin().approve(99, "x", "anna"))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("s99");
      assertThatThrownBy(() -> house.admin().rollback(99, "anna"))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("a99");
      assertThatThrownBy(() -> house.admin().show("x1")).isInstanceOf(HealingException.class);
      house.tick(Duration.ofSeconds(1));
      assertThat(house.admin().reviews()).isEmpty();
      assertThat(house.admin().actions()).isEmpty();
    }
  }

  @Test
  void anIncidentThatAPersonEndsIsOver() {
    try (House house = House.in(home).job(BrokenConfig.job(home, JOB)).open()) {
      BrokenConfig.happen(house, JOB);
      String id = house.admin().incidents().get(0).id();
      house.admin().end(id);
      assertThat(house.admin().incident(id).ended()).isTrue();
      assertThat(house.admin().show(id)).contains("by_hand");
      house.ticks(2, Duration.ofMinutes(1));
      assertThat(house.admin().incident(id).ended()).as("and stays so").isTrue();

      house.run(JOB).ticks(2, Duration.ofMinutes(1));
      assertThat(house.admin().incident(id).end()).isEqualTo(IncidentEnd.BY_HAND);
      assertThat(house.admin().incidents())
          .as("a return is a new incident")
          .isNotEmpty()
          .noneMatch(incident -> incident.id().equals(id));
    }
  }

  @Test
  void anIncidentThatIsEndedFromAnotherProcessIsOverHereToo() {
    try (House house = open()) {
      house.admin().pause("release night", "ben");
      BrokenConfig.happen(house, JOB);
      String id = house.admin().incidents().get(0).id();
      try (HealingStore store = SqliteHealingStore.open(home.resolve(House.DATABASE));
          HealingAdmin elsewhere = HealingAdmin.on(HealingConfig.defaults(home), store)) {
        elsewhere.end(id);
        house.admin().resume();
        house.ticks(4, Duration.ofMinutes(1));
        assertThat(house.read(BrokenConfig.file(JOB)))
            .as("nothing is mended that is over")
            .isEqualTo(BrokenConfig.BAD);
        assertThat(house.admin().incidents()).isEmpty();
        assertThat(house.events)
            .filteredOn(event -> event.step() == HealingEvent.Step.ENDED)
            .extracting(HealingEvent::reference)
            .containsOnlyOnce(id);
      }
    }
  }

  @Test
  void aFailureThatIsSeenBeforeTheEndWasHeardOfIsNotLost() {
    try (House house = open()) {
      house.admin().pause("release night", "ben");
      BrokenConfig.happen(house, JOB);
      String id = house.admin().incidents().get(0).id();
      try (HealingStore store = SqliteHealingStore.open(home.resolve(House.DATABASE))) {
        Incident open = store.incidents().find(id).orElseThrow();
        store.incidents().save(open.ended(IncidentEnd.BY_HAND, house.now()));
      }
      house.runner.execute(JOB, RunTrigger.SCHEDULED);
      house.tick(Duration.ofSeconds(1)).ticks(2, Duration.ofMinutes(1));

      assertThat(house.admin().incident(id).end()).isEqualTo(IncidentEnd.BY_HAND);
      assertThat(house.admin().incidents()).as("a return is a new incident").isNotEmpty();
    }
  }
}
