package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.HealingException;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobObserver;
import io.healing.api.job.JobRunner;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.core.store.InMemoryStore;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A job with a new name for each run is known only as long as its runner has it. */
class DepartedTest {
  private static final Duration LOOK = Duration.ofSeconds(31);

  private final InMemoryStore store = InMemoryStore.trusted();
  private final Runner runner = new Runner();
  private final ManualHealing healing =
      Healing.builder()
          .store(store)
          .job(JobDefinition.of("configured"))
          .runner(runner)
          .manual(Instant.parse("2026-03-02T12:00:00Z"));

  /** Tells of the jobs that it is given. */
  private static final class Runner implements JobRunner {
    final Set<String> has = new HashSet<>(Set.of("steady"));
    boolean silent;
    private JobObserver observer;

    RunHandle begins(String job) {
      return observer.started(job);
    }

    void runs(String job) {
      observer.finished(begins(job), RunResult.success());
    }

    @Override
    public String id() {
      return "test.runner";
    }

    @Override
    public String runner() {
      return "test";
    }

    @Override
    public void join(JobObserver told) {
      observer = told;
    }

    @Override
    public void leave() {}

    @Override
    public List<JobStanding> standings() {
      if (silent) {
        throw new HealingException("The store does not answer", "Look at it.");
      }
      return has.stream().map(job -> JobStanding.scheduled(JobDefinition.of(job), null)).toList();
    }

    @Override
    public Set<Order> orders(String job) {
      return Set.of();
    }

    @Override
    public boolean run(String job, String key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void interrupt(String job, long run) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void schedule(String job) {
      throw new UnsupportedOperationException();
    }
  }

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
    runner.has.add("early");
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

    runner.observer.finished(run, RunResult.success());
    looks(4);
    assertThat(jobs()).doesNotContain("long");
  }

  @Test
  void aRunnerThatDoesNotAnswerMakesNobodyForgotten() {
    looks(1);
    runner.silent = true;
    runner.runs("once");
    looks(10);

    assertThat(jobs()).contains("once", "steady");
  }

  @Test
  void whatWasWrongWithItEndsAsGoneAndItMayComeBack() {
    looks(1);
    runner.observer.finished(
        runner.begins("once"), RunResult.failure(new SocketTimeoutException("Read timed out")));
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
    runner.has.add("once");
    runner.runs("once");
    looks(30);
    assertThat(jobs()).contains("once");
  }
}
