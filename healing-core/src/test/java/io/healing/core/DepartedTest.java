package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobStanding;
import io.healing.api.job.ListedRunner;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.review.SuggestionStatus;
import io.healing.core.store.InMemoryStore;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A job with a new name for each run is known only as long as its runner has it. */
class DepartedTest {
  private static final Duration LOOK = Duration.ofSeconds(31);

  private final InMemoryStore store = InMemoryStore.trusted();
  private final ListedRunner runner = new ListedRunner("test").with("steady");
  private final ManualHealing healing =
      Healing.builder()
          .store(store)
          .job(JobDefinition.of("configured"))
          .runner(runner)
          .manual(Instant.parse("2026-03-02T12:00:00Z"));

  @AfterEach
  void end() {
    healing.close();
  }

  private void looks(int times) {
    for (int i = 0; i < times; i++) {
      healing.tick(LOOK);
    }
  }

  private List<String> jobs() {
    return healing.healing().figures().jobs().stream().map(job -> job.definition().id()).toList();
  }

  @Test
  void tenThousandJobsOfOneRunLeaveTheListAsSmallAsBefore() {
    looks(2);
    List<String> before = jobs();
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 1_000; i++) {
        runner.runs("once-" + round + "-" + i);
      }
      looks(1);
      assertThat(jobs()).hasSizeLessThanOrEqualTo(3_000);
    }
    looks(2);

    assertThat(jobs()).isEqualTo(before).containsExactlyInAnyOrder("steady", "configured");
    assertThat(healing.healing().admin().runs("once-3-7")).hasSize(1);
  }

  @Test
  void aJobThatItsRunnerStillHasIsKept() {
    runner.runs("early");
    healing.tick(Duration.ofSeconds(1));
    runner.with("early");
    looks(30);

    assertThat(jobs()).contains("early");
  }

  @Test
  void aJobThatTheConfigurationNamesIsNeverForgotten() {
    runner.runs("configured");
    looks(30);

    assertThat(jobs()).contains("configured");
  }

  @Test
  void whatTheProgramItselfRunsTooIsNotTheRunnersToForget() {
    looks(1);
    healing.healing().observe("own", () -> {});
    runner.runs("shared");
    healing.healing().observe("shared", () -> {});
    looks(30);

    assertThat(jobs()).contains("own", "shared");
  }

  @Test
  void aJobIsKnownAsLongAsItRuns() {
    looks(1);
    RunHandle run = runner.begins("long");
    looks(10);
    assertThat(jobs()).contains("long");

    runner.ends(run, RunResult.success());
    looks(4);
    assertThat(jobs()).doesNotContain("long");
  }

  @Test
  void aRunnerThatDoesNotAnswerMakesNobodyForgotten() {
    looks(1);
    runner.fallSilent();
    runner.runs("once");
    looks(10);

    assertThat(jobs()).contains("once", "steady");
  }

  @Test
  void whatWasWrongWithItEndsAsGoneAndItMayComeBack() {
    looks(1);
    runner.fails("once", new SocketTimeoutException("Read timed out"));
    looks(1);
    Incident failed =
        healing.healing().admin().incidents().stream()
            .filter(incident -> incident.subject().name().equals("once"))
            .findFirst()
            .orElseThrow();
    looks(30);

    assertThat(healing.healing().incident(failed.id()).orElseThrow().end())
        .isEqualTo(IncidentEnd.GONE);
    assertThat(jobs()).doesNotContain("once");
    runner.with("once");
    runner.runs("once");
    looks(30);
    assertThat(jobs()).contains("once");
  }

  private List<Incident> gone() {
    return healing.healing().admin().incidents().stream()
        .filter(incident -> incident.findingId().equals("runner.job_gone"))
        .toList();
  }

  private List<String> open(String job) {
    return healing.healing().admin().incidents().stream()
        .filter(incident -> incident.subject().name().equals(job))
        .map(Incident::findingId)
        .toList();
  }

  private JobStanding planned(String job, Duration in) {
    return JobStanding.scheduled(JobDefinition.of(job), healing.now().plus(in));
  }

  @Test
  void aJobOfTheConfigurationThatWasTakenAwayIsToldOnceAndWhatWasWrongWithItIsOver() {
    runner.with(planned("configured", Duration.ofMinutes(30)));
    looks(1);
    runner.fails("configured", new SocketTimeoutException("Read timed out"));
    looks(1);
    assertThat(open("configured")).contains("job.failed");

    runner.lose("configured");
    looks(1);

    assertThat(open("configured")).isEmpty();
    assertThat(gone())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.message()).isEqualTo("Job configured is no longer in test");
              assertThat(told.subject()).isEqualTo(Subject.component("test"));
            });
    looks(100);
    assertThat(jobs()).contains("configured");
    assertThat(open("configured")).isEmpty();
    assertThat(healing.healing().admin().suggestions(SuggestionStatus.PENDING))
        .noneMatch(asked -> asked.row().jobId().equals("configured"));
    looks(40);
    assertThat(gone()).isEmpty();
  }

  @Test
  void aJobWithoutEndThatIsGoneIsToldThoughNothingNamesItAndIsBackAtOnce() {
    runner.with(planned("nightly", Duration.ofHours(1)).withoutEnd());
    runner.with(planned("other", Duration.ofHours(1)).withoutEnd());
    looks(1);
    runner.lose("nightly");
    runner.lose("other");
    looks(1);
    assertThat(gone())
        .singleElement()
        .satisfies(
            told ->
                assertThat(told.message())
                    .isEqualTo("2 jobs are no longer in test: nightly, other"));
    assertThat(jobs()).doesNotContain("nightly");

    runner.with(planned("nightly", Duration.ofHours(1)).withoutEnd());
    runner.with(planned("other", Duration.ofHours(1)).withoutEnd());
    looks(5);
    assertThat(gone()).isEmpty();
    assertThat(jobs()).contains("nightly", "other");
  }

  @Test
  void aJobThatCameToItsEndIsNoNews() {
    runner.with(planned("reminder", Duration.ofHours(1)));
    runner.with("configured");
    looks(1);
    runner.fails("configured", new SocketTimeoutException("Read timed out"));
    runner.lose("reminder");
    runner.lose("configured");
    looks(3);

    assertThat(gone()).isEmpty();
    assertThat(open("configured")).contains("job.failed");
  }

  @Test
  void aStoppedJobOfTheConfigurationThatIsGoneIsNotSilencedAnyMore() {
    runner.with(JobStanding.stopped(JobDefinition.of("configured"), "its trigger is in ERROR"));
    looks(2);
    assertThat(open("configured")).contains("job.silenced");
    runner.lose("configured");
    looks(2);

    assertThat(open("configured")).isEmpty();
    assertThat(gone()).hasSize(1);
  }
}
