package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.config.JobConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.ErrorBudgetConfig;
import io.healing.api.job.ErrorBudgetPeriod;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.SlaConfig;
import io.healing.api.store.HealingStore;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How jobs are held against the agreements on their service. */
class AgreementsTest {
  private static final String JOB = "poll";
  private static final SlaConfig AGREED = SlaConfig.defaults().withEnabled(true);

  @TempDir Path home;
  private Instant start = House.NOON;

  private static JobRun run(int minutesAgo, RunOutcome outcome) {
    Instant start = House.NOON.minus(Duration.ofMinutes(minutesAgo));
    return Samples.run(JobRun.id(900, minutesAgo), JOB, start, outcome);
  }

  @Test
  void theBudgetOfAJobThatRunsEachMinuteCountsAllItsFailures() {
    SlaConfig month = AGREED.withErrorBudget(new ErrorBudgetConfig(ErrorBudgetPeriod.MONTH, 3));
    try (HealingStore store = SqliteHealingStore.open(home.resolve("healing.db"))) {
      List<JobRun> early =
          IntStream.rangeClosed(20_001, 20_004).mapToObj(m -> run(m, RunOutcome.FAILURE)).toList();
      List<JobRun> late =
          IntStream.rangeClosed(1, 1_200).mapToObj(m -> run(m, RunOutcome.SUCCESS)).toList();
      store.runs().save(early);
      store.runs().save(late);
      JobConfig job = JobConfig.of(JobDefinition.of(JOB)).withSla(month);
      House house = House.in(home).store(store).job(job).open();
      house.run(JOB).tick(Duration.ofMinutes(1));

      assertThat(house.admin().incidents())
          .filteredOn(incident -> incident.findingId().equals("job.sla"))
          .singleElement()
          .satisfies(AgreementsTest::isOverspent);
      house.manual.close();
    }
  }

  @Test
  void aChangedScheduleIsNotHeldAgainstTheRunsOfBefore() {
    assertThat(breaches("0 * * * *", 20)).isZero();
    start = start.plus(Duration.ofMinutes(30));
    assertThat(breaches("30 * * * *", 1)).isZero();
  }

  @Test
  void anUnchangedScheduleIsHeldAgainstTheRunsOfBefore() {
    assertThat(breaches("30 * * * *", 20)).isEqualTo(1);
    start = start.plus(Duration.ofMinutes(30));
    assertThat(breaches("30 * * * *", 1)).isEqualTo(1);
  }

  /** Each hour a run, and then one that lasts too long; a score below 90 is a breach. */
  private long breaches(String cron, int runs) {
    JobSchedule schedule = JobSchedule.cron(cron, ZoneOffset.UTC);
    JobConfig job =
        JobConfig.of(JobDefinition.of(JOB).withSchedule(schedule))
            .withSla(AGREED.withMaxDuration(600));
    try (House house = House.in(home).job(job).from(start).open()) {
      for (int i = 1; i < runs; i++) {
        house.run(JOB).tick(Duration.ofHours(1));
      }
      house.run(JOB, Duration.ofMinutes(20)).tick(Duration.ofMinutes(40));
      start = house.now();
      return house.admin().incidents().stream()
          .filter(incident -> incident.findingId().equals("job.sla"))
          .count();
    }
  }

  private static void isOverspent(Incident incident) {
    assertThat(incident.message()).contains("4 runs went wrong within a month, 3 are accepted");
    assertThat(incident.evidence().get("runs")).startsWith("1000 since 2026-03-01T19:");
  }
}
