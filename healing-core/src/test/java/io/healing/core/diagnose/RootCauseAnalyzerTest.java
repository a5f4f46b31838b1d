package io.healing.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Neighbourhood;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The graph of jobs and what they share, with their runs and samples. */
class RootCauseAnalyzerTest {
  private static final String DATABASE = "jdbc:orders";
  private static final Instant NOW = TestRequest.NOW;
  private static final int RUNS = 40;
  private static final int BAD = 3;

  private final Map<String, Set<String>> uses = new TreeMap<>();
  private final Map<String, List<JobRun>> runs = new HashMap<>();
  private final Map<String, List<HealthMetric>> samples = new HashMap<>();
  private final List<Incident> incidents = new ArrayList<>();
  private final TestRequest request = TestRequest.review();

  /** A run every hour, the last one a minute ago; the newest come first. */
  private static Instant at(int ago) {
    return NOW.minus(Duration.ofMinutes(1)).minus(Duration.ofHours(ago));
  }

  private void job(String id, Set<String> used, RunOutcome lately, long slow) {
    uses.put(id, used);
    List<JobRun> all = new ArrayList<>();
    for (int ago = 0; ago < RUNS; ago++) {
      boolean bad = ago < BAD;
      long millis = (bad ? slow : 10_000) + ago % 5 * 10;
      Instant end = at(ago).minusSeconds(id.equals(TestRequest.JOB) ? 0 : 20);
      RunOutcome outcome = bad ? lately : RunOutcome.SUCCESS;
      all.add(
          new JobRun(
              ago + 1,
              id,
              end.minusMillis(millis),
              end,
              outcome,
              millis,
              1,
              RunTrigger.SCHEDULED,
              outcome == RunOutcome.SUCCESS ? null : new RunError("x.Y", "broken", ""),
              "",
              false,
              null,
              null));
    }
    runs.put(id, all);
  }

  private void measured(String thing, double usual, double lately) {
    List<HealthMetric> all = new ArrayList<>();
    for (int ago = 0; ago < RUNS; ago++) {
      double value = (ago < BAD ? lately : usual) + ago % 3 * 0.1;
      Instant at = at(ago).minusSeconds(90);
      all.add(
          new HealthMetric(
              "m" + ago,
              "connection_time_ms/" + thing,
              value,
              null,
              null,
              HealthStatus.HEALTHY,
              at));
    }
    samples.put(thing, all);
  }

  private Analysis analysis(String finding) {
    if (request.findings.isEmpty()) {
      request.last = runs.get(TestRequest.JOB).get(0);
      request.finding(finding);
    }
    request.neighbours = new Neighbourhood(uses, runs, samples, incidents);
    request.began = at(BAD - 1).minusSeconds(40);
    return new RootCauseAnalyzer().analyze(request);
  }

  private static List<String> texts(Hypothesis hypothesis) {
    return hypothesis.supporting().stream().map(Evidence::text).toList();
  }

  @Test
  void aSlowJobIsTracedToTheDatabaseThatBecameSlowWithTheFiguresAsEvidence() {
    job("report", Set.of(DATABASE, "printer"), RunOutcome.SUCCESS, 60_000);
    measured(DATABASE, 2, 40);
    measured("printer", 5, 5);

    List<Hypothesis> found = analysis("job.slow").hypotheses();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).statement()).isEqualTo("It began in jdbc:orders, which report uses");
    assertThat(found.get(0).likelihood()).isGreaterThan(0.7);
    assertThat(texts(found.get(0)).get(0))
        .contains("jdbc:orders took 0.0380 s longer a call than usual")
        .contains("in 3 of 3 moments in which report was slow")
        .contains("100 % of that began here");
  }

  @Test
  void aSlowJobWhoseDatabaseIsAsUsualIsNotTracedToIt() {
    job("report", Set.of(DATABASE), RunOutcome.SUCCESS, 60_000);
    measured(DATABASE, 2, 2);

    assertThat(analysis("job.slow").hypotheses()).isEmpty();
  }

  @Test
  void aDatabaseThatNobodyMeasuresIsKnownByItsOtherUsers() {
    job("report", Set.of(DATABASE), RunOutcome.FAILURE, 10_000);
    job("orders", Set.of(DATABASE), RunOutcome.FAILURE, 10_000);
    job("prices", Set.of(DATABASE, "printer"), RunOutcome.FAILURE, 10_000);

    List<Hypothesis> found = analysis("job.failed").hypotheses();

    assertThat(found).hasSize(1);
    assertThat(texts(found.get(0)).get(0))
        .contains("jdbc:orders went wrong in 1.0 of its uses more than usual")
        .contains("in 3 of 3 moments in which report went wrong");
  }

  @Test
  void usersThatAreWellSayThatItDidNotBeginThere() {
    job("report", Set.of(DATABASE), RunOutcome.FAILURE, 10_000);
    job("orders", Set.of(DATABASE), RunOutcome.SUCCESS, 10_000);
    job("prices", Set.of(DATABASE), RunOutcome.SUCCESS, 10_000);

    assertThat(analysis("job.failed").hypotheses()).isEmpty();
  }

  @Test
  void whatWasChangedThereAndWhatAMonitorSaysOfItSpeakForIt() {
    job("report", Set.of(DATABASE), RunOutcome.SUCCESS, 60_000);
    measured(DATABASE, 2, 40);
    request.changes.add(
        ChangeEvent.configuration("pool of 5", at(BAD).plusSeconds(60)).touching(DATABASE));
    Finding down = Finding.of("host.x", Subject.environment("data_source/orders"), "It is slow");
    incidents.add(Incident.open("i-9", "m", "f", down, at(1)));

    List<String> because = texts(analysis("job.slow").hypotheses().get(0));

    assertThat(because).hasSize(3);
    assertThat(because.get(1))
        .startsWith("i-9 on @environment/data_source/orders")
        .contains("slow");
    assertThat(because.get(2)).startsWith("jdbc:orders was changed at").endsWith("pool of 5");
  }

  @Test
  void ofWhatSeveralShareItTellsWhoWasSickAndWhoWasWell() {
    job("report", Set.of(DATABASE), RunOutcome.FAILURE, 10_000);
    job("orders", Set.of(DATABASE), RunOutcome.FAILURE, 10_000);
    job("prices", Set.of(DATABASE), RunOutcome.FAILURE, 10_000);
    job("other", Set.of(DATABASE), RunOutcome.SUCCESS, 10_000);
    for (String job : List.of("report", "orders", "prices")) {
      Finding failed = Finding.of("job.failed", Subject.job(job), "broken");
      incidents.add(Incident.open("i-" + job, "m", "f", failed, at(1)).withCause("i-c"));
    }
    request.subject = Subject.component(DATABASE);
    request.findings.add(
        Finding.of("shared.failing", request.subject, "3 jobs …")
            .withEvidence("resource", DATABASE)
            .withEvidence("count", "3"));

    Hypothesis cause = analysis("").hypotheses().get(0);

    assertThat(cause.statement())
        .isEqualTo("jdbc:orders is the common cause: 3 jobs that use it went wrong");
    assertThat(cause.likelihood()).isEqualTo(0.95 * 3 / 4);
    assertThat(texts(cause).get(0))
        .isEqualTo(
            "3 of 4 jobs that use jdbc:orders and ran since it began went wrong: orders, prices,"
                + " report");
    assertThat(texts(cause)).anyMatch(text -> text.startsWith("i-orders on orders since"));
    assertThat(cause.refuting())
        .extracting(Evidence::text)
        .allMatch(text -> text.startsWith("other uses it and was well at"));
  }

  @Test
  void withTooFewRunsItIsSilent() {
    job("report", Set.of(DATABASE), RunOutcome.FAILURE, 10_000);
    runs.put("report", runs.get("report").subList(0, 20));
    measured(DATABASE, 2, 40);

    assertThat(analysis("job.failed").hypotheses()).isEmpty();
  }
}
