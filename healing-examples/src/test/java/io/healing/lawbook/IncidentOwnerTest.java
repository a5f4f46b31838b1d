package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An incident belongs to the processes that observe its job; to others it is only shown. */
class IncidentOwnerTest {
  private static final String JOB = "import";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path home;

  private static void fail(House house, String job) {
    try {
      house.healing.observe(
          job,
          () -> {
            throw new IllegalStateException("the queue is gone");
          });
    } catch (IllegalStateException expected) {
      house.tick(Duration.ofSeconds(1));
    }
  }

  private static List<String> open(House house, String job) {
    return house.admin().incidents().stream()
        .filter(incident -> incident.subject().name().equals(job))
        .map(Incident::id)
        .toList();
  }

  @Test
  void aProcessWithOtherJobsLeavesTheIncidentsOfTheFirstAlone() {
    try (House first = House.in(home).job(BrokenConfig.job(home, JOB)).open()) {
      BrokenConfig.happen(first, JOB);
      List<String> before = open(first, JOB);
      assertThat(before).isNotEmpty();
      try (House second = House.in(home).job("report").from(first.now()).name("second").open()) {
        second.ticks(5, MINUTE);

        assertThat(open(second, JOB)).isEqualTo(before);
        assertThat(second.events).noneMatch(event -> event.subject().name().equals(JOB));
      }
    }
  }

  @Test
  void aProcessWithOtherJobsLeavesTheStormOfTheFirstAlone() {
    try (House first = House.in(home).open()) {
      for (int i = 0; i < 8; i++) {
        fail(first, "job-" + i);
      }
      first.tick(Duration.ofSeconds(31));
      List<String> storm = open(first, "@host");
      assertThat(storm).hasSize(1);
      try (House second = House.in(home).job("report").from(first.now()).name("second").open()) {
        second.ticks(5, MINUTE);

        assertThat(open(second, "@host")).isEqualTo(storm);
      }
    }
  }

  @Test
  void anIncidentOfAJobThatIsOnlySeenToRunOutlivesARestart() {
    String id;
    try (House first = House.in(home).open()) {
      fail(first, "poll");
      first.tick(MINUTE);
      id = open(first, "poll").get(0);
    }
    try (House second = House.in(home).from(House.NOON.plusSeconds(600)).open()) {
      second.ticks(3, MINUTE);
      assertThat(open(second, "poll")).containsExactly(id);

      fail(second, "poll");
      assertThat(open(second, "poll")).as("the same trouble goes on").containsExactly(id);

      second.healing.observe("poll", () -> {});
      second.ticks(4, MINUTE);
      assertThat(open(second, "poll")).isEmpty();
      assertThat(second.admin().incident(id).end()).isEqualTo(IncidentEnd.RECOVERED);
    }
  }
}
