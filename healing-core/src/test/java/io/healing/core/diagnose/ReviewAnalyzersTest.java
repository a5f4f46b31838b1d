package io.healing.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStatistics;
import io.healing.api.job.RunOutcome;
import io.healing.api.review.SuggestionCategory;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewAnalyzersTest extends ReviewAnalyzers {
  private static long minutes(int count, int i) {
    return 60L * (count - i);
  }

  @ParameterizedTest
  @CsvSource({"9, 100, 0", "10, 100, 1", "30, 100, 1", "10, 0, 0", "10, 10, 0", "10, -100, 0"})
  void tellsDurationsThatRise(int count, int step, int told) {
    runs(
        count,
        i -> TestRequest.run(minutes(count, i), RunOutcome.SUCCESS, 2000 + i * step, 1, null));

    assertThat(titles(new DurationTrendAnalyzer())).hasSize(told);
  }

  @Test
  void isNotMisledByOneSlowRunAtTheEnd() {
    runs(
        12,
        i ->
            TestRequest.run(
                minutes(12, i), RunOutcome.SUCCESS, i == 11 ? 90_000 : 1000 + i % 3, 1, null));

    assertThat(titles(new DurationTrendAnalyzer())).isEmpty();
  }

  @Test
  void knowsTheSlopeAndTheSignificanceOfATrend() {
    Trend rising = new Trend(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    assertThat(rising.slope()).isEqualTo(1);
    // S = 45, variance = 10 * 9 * 25 / 18 = 125
    assertThat(rising.z()).isEqualTo(44 / Math.sqrt(125));
    assertThat(new Trend(3, 3, 3).z()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0, 5, 1",
    "10, 0, 3, 0",
    "10, 5, 5, 0",
    "8, 0, 4, 0",
    "20, 1, 7, 1",
    "20, 7, 1, 0"
  })
  void tellsFailuresThatBecomeMoreFrequent(int count, int older, int newer, int told) {
    runs(
        count,
        i -> {
          boolean bad = i < count / 2 ? i < older : i - count / 2 < newer;
          RunOutcome outcome = bad ? RunOutcome.FAILURE : RunOutcome.SUCCESS;
          return TestRequest.run(minutes(count, i), outcome, 1000, 1, null);
        });

    assertThat(titles(new FailureTrendAnalyzer())).hasSize(told);
  }

  @Test
  void computesFishersProbability() {
    // 5 marked of 10, all 5 among the 5 drawn: 1 / C(10,5) = 1/252
    assertThat(FailureTrendAnalyzer.chance(10, 5, 5, 5)).isBetween(1.0 / 252.01, 1.0 / 251.99);
  }

  private JobSnapshot scheduled(String id, JobSchedule schedule, Set<String> uses, int minutes) {
    JobDefinition definition = JobDefinition.of(id).withSchedule(schedule).withUses(uses);
    long usual = Duration.ofMinutes(minutes).toMillis();
    return new JobSnapshot(
        definition,
        List.of(),
        TestRequest.run(60, RunOutcome.SUCCESS, usual, 1, null),
        null,
        0,
        new JobStatistics(10, usual, 0, usual, 0, null, null),
        null,
        null);
  }

  private static JobSchedule cron(String expression) {
    return JobSchedule.cron(expression, ZoneId.of("Europe/Lisbon"));
  }

  @ParameterizedTest
  @CsvSource({
    "0 3 * * *, 10 3 * * *, db, 30, 1",
    "0 3 * * *, 30 3 * * *, db, 30, 0",
    "0 3 * * *, 29 3 * * *, db, 30, 1",
    "0 3 * * *, 10 4 * * *, db, 30, 0",
    "0 3 * * *, 10 3 * * *, other, 30, 0",
    "0 3 * * *, 10 3 * * 0, db, 30, 0",
    "nonsense, 10 3 * * *, db, 30, 0"
  })
  void tellsJobsThatCollide(String own, String theirs, String uses, int minutes, int told) {
    JobSnapshot job = scheduled("report", cron(own), Set.of("db"), minutes);
    request.definition = job.definition();
    request.statistics = job.statistics();
    request.others.add(scheduled("backup", cron(theirs), Set.of(uses), minutes));

    List<String> titles = titles(new CollisionAnalyzer());

    assertThat(titles).hasSize(told).allMatch("report and backup run at the same time"::equals);
  }

  @Test
  void tellsPeriodicJobsThatCollide() {
    JobSnapshot job = scheduled("report", JobSchedule.every(Duration.ofHours(1)), Set.of("db"), 5);
    request.definition = job.definition();
    request.statistics = job.statistics();
    request.last = job.last();
    request.others.add(
        scheduled("sync", JobSchedule.every(Duration.ofMinutes(30)), Set.of("db"), 5));

    assertThat(titles(new CollisionAnalyzer())).hasSize(1);
  }

  @Test
  void namesManyJobsThatCollideInOneSuggestion() {
    JobSchedule hourly = JobSchedule.every(Duration.ofHours(1));
    JobSnapshot job = scheduled("report", hourly, Set.of("db"), 5);
    request.definition = job.definition();
    request.statistics = job.statistics();
    request.last = job.last();
    for (int i = 0; i < 30; i++) {
      request.others.add(scheduled("sync-" + i, hourly, Set.of("db"), 5));
    }

    List<Proposal> told = new CollisionAnalyzer().analyze(request).proposals();

    assertThat(told).hasSize(1);
    assertThat(told.get(0).title()).isEqualTo("report and 20 other jobs run at the same time");
    assertThat(told.get(0).description()).contains("100 % with one of sync-7, which uses db too");
  }

  @ParameterizedTest
  @CsvSource({"4, 0, ''", "5, 0, never", "5, 5, helps", "5, 3, ''", "4, 4, ''"})
  void tellsRetriesThatNeverOrAlwaysHelp(int retries, int helped, String word) {
    for (int i = 0; i < retries; i++) {
      RunOutcome outcome = i < helped ? RunOutcome.SUCCESS : RunOutcome.FAILURE;
      request.runs.add(TestRequest.run(60L * i, outcome, 1000, 2, null));
      request.runs.add(TestRequest.run(60L * i + 1, RunOutcome.FAILURE, 1000, 1, null));
    }

    List<String> titles = titles(new RetryAnalyzer());

    assertThat(titles).hasSize(word.isEmpty() ? 0 : 1).allMatch(title -> title.contains(word));
  }

  @ParameterizedTest
  @CsvSource({"10, 10, 1", "10, 9, 1", "10, 8, 0", "9, 9, 0", "30, 28, 1"})
  void tellsRunsThatDoNothing(int count, int idle, int told) {
    request.definition = request.definition.withSchedule(JobSchedule.every(Duration.ofMinutes(10)));
    runs(
        count,
        i -> TestRequest.run(minutes(count, i), RunOutcome.SUCCESS, 1000, 1, i < idle ? 0L : 5L));

    assertThat(titles(new IdleRunAnalyzer())).hasSize(told);
  }

  @Test
  void namesALongerPeriodForRunsThatMostlyDoNothing() {
    request.definition = request.definition.withSchedule(JobSchedule.every(Duration.ofMinutes(10)));
    runs(40, i -> TestRequest.run(minutes(40, i), RunOutcome.SUCCESS, 1000, 1, i < 38 ? 0L : 5L));

    Proposal proposal = new IdleRunAnalyzer().analyze(request).proposals().get(0);

    assertThat(proposal.category()).isEqualTo(SuggestionCategory.COST);
    assertThat(proposal.suggestedChange().orElseThrow()).contains("PT1H40M");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"performance", "cost", "reliability", "security", "config", "prompt", "script"})
  void looksForSomethingInEveryCategory(String category) throws IOException {
    runs(
        20,
        i -> TestRequest.run(minutes(20, i), RunOutcome.SUCCESS, 1000 + 100L * i, i % 2 + 1, 0L));
    request.definition = request.definition.withSchedule(JobSchedule.every(Duration.ofMinutes(1)));
    request.configs.put("/srv/a.conf", "secret");
    request.prompts.put("/srv/p.md", "");
    request.scripts.put("/srv/a.sh", "cp a b\ncp c d\n");

    List<String> categories =
        Diagnosing.builtIn(java.util.Optional.empty(), text -> text, "secret"::equals).stream()
            .flatMap(analyzer -> analyzer.analyze(request).proposals().stream())
            .map(proposal -> proposal.category().word())
            .toList();

    assertThat(categories).contains(category);
  }

  @Test
  void staysSilentWhileSomethingIsWrong() {
    request.configs.put("/srv/a.conf", "secret");
    request.finding("job.sla");

    assertThat(titles(new SecretAnalyzer("secret"::equals))).isEmpty();
  }
}
