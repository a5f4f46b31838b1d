package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.job.JobObserver;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import io.healing.api.notify.NotificationKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is told as well again that is not. */
class NoFalseAllClearTest {
  private static final String JOB = "mail";
  private static final RunResult BAD = RunResult.failure("no such recipient");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofSeconds(31);

  @TempDir Path home;

  private static Optional<Incident> failing(House house) {
    return house.admin().incidents().stream()
        .filter(incident -> incident.findingId().equals("job.failing"))
        .findFirst();
  }

  /** Three mails at once, of which the good one is the first to end, and then one more. */
  private static void threeBadInARow(House house) {
    JobObserver told = house.healing.observer();
    RunHandle first = told.started(JOB, RunStart.scheduled());
    house.tick(SECOND);
    RunHandle good = told.started(JOB, RunStart.scheduled());
    RunHandle second = told.started(JOB, RunStart.scheduled());
    house.tick(SECOND);
    told.finished(good, RunResult.success());
    house.tick(SECOND);
    for (RunHandle bad : List.of(first, second)) {
      told.finished(bad, BAD);
      house.tick(SECOND);
    }
    told.finished(told.started(JOB, RunStart.scheduled()), BAD);
    house.tick(LOOK);
  }

  @Test
  void aRowOfBadRunsIsNotWellAgainBecauseTheProgramWasStartedAgain() {
    House.Plan plan = House.in(home).job(JOB);
    try (House house = plan.open()) {
      threeBadInARow(house);
      assertThat(failing(house)).isPresent();
    }
    try (House house = plan.from(House.NOON.plus(Duration.ofHours(1))).open()) {
      house.ticks(20, LOOK);
      assertThat(failing(house)).as(house.admin().why(JOB)).isPresent();

      String id = failing(house).orElseThrow().id();
      house.run(JOB).ticks(20, LOOK);

      assertThat(house.store.incidents().find(id).orElseThrow().end())
          .isEqualTo(IncidentEnd.RECOVERED);
    }
  }

  @Test
  void aRowOfBadRunsOfWhichSomeAreNoMoreKnownIsNotWellAgain() {
    House.Plan plan = House.in(home).job(JOB);
    try (House house = plan.open()) {
      threeBadInARow(house);
    }
    try (House house =
        plan.config(c -> c.withPlugins(Map.of("healing.monitor.failing", Map.of("times", "5"))))
            .from(House.NOON.plus(Duration.ofHours(1)))
            .open()) {
      house.ticks(20, LOOK);
      assertThat(failing(house)).as(house.admin().why(JOB)).isPresent();
    }
  }

  @Test
  void theEndOfAStormNamesWhoIsStillSick() {
    House.Plan plan = House.in(home);
    IntStream.range(0, 8).forEach(i -> plan.job("job" + i));
    try (House house = plan.open()) {
      for (int i = 0; i < 7; i++) {
        String odd = "odd " + (char) ('a' + i);
        house.runner.does(
            "job" + i,
            log -> {
              throw new IllegalStateException(odd);
            });
        house.runner.execute("job" + i, RunTrigger.SCHEDULED);
      }
      house.tick(LOOK);
      house.runner.does("job0", log -> {});
      house.run("job0").ticks(10, LOOK);

      assertThat(house.mailbox.received)
          .filteredOn(told -> told.kind() == NotificationKind.RESOLVED)
          .filteredOn(told -> told.subject().equals(Subject.host()))
          .singleElement()
          .satisfies(
              over ->
                  assertThat(over.body())
                      .contains("the storm is over: no more jobs fall sick, at ")
                      .contains("; 6 still sick: job1, job2, job3, job4, job5, job6")
                      .doesNotContain("well again"));
    }
  }
}
