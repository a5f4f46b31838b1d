package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Image;
import io.healing.api.Target;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunStart;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.store.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Healing itself did to a run is neither a new trouble nor an example of how it should be. */
class InterruptedRunTest {
  private static final String JOB = "export";
  private static final Duration LOOK = Duration.ofSeconds(31);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  @TempDir Path home;

  /** Knows that a run that takes too long is to be interrupted. */
  private static final class Impatient implements Analyzer {
    @Override
    public String id() {
      return "test.impatient";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      boolean hangs =
          request.findings().stream().anyMatch(finding -> finding.id().equals("job.overdue"));
      ActionRequest wish =
          ActionRequest.of(ActionType.RESTART_JOB, Target.job(JOB))
              .with("how", "interrupt_and_run");
      return hangs
          ? Analysis.none()
              .withHypothesis(Hypothesis.of("It hangs", 1.0, new Evidence("test", "it hangs")))
              .withProposal(
                  Proposal.of("Interrupt", "It hangs.", SuggestionCategory.RELIABILITY)
                      .withConfidence(1)
                      .withRequest(wish))
          : Analysis.none();
    }
  }

  private House house() {
    SelfHealingConfig own = SelfHealingConfig.defaults().withEnabled(true);
    JobDefinition job =
        JobDefinition.of(JOB).withMaxDuration(LONGEST).withFiles(List.of(Path.of("in.txt")));
    House house =
        House.in(home)
            .plugin(new Impatient())
            .job(
                JobConfig.of(job)
                    .withSelfHealing(
                        own.withRemediation(
                            own.remediation().withAllowedActions(List.of("restart_job")))))
            .open();
    house.runner.heeding = true;
    house.write("in.txt", "good");
    for (int i = 0; i < 3; i++) {
      house.tick(Duration.ofMinutes(1));
      house.runner.begin(JOB, RunStart.scheduled());
      house.runner.says(JOB, "INFO waiting for the lock");
      house.runner.says(JOB, "INFO exported");
      house.tick(LOOK);
      house.runner.end(JOB);
      house.tick(LOOK);
    }
    return house;
  }

  /** A run hangs until Healing interrupts it; the one in its place is good. */
  private static void hang(House house, HandRunner.Work end) {
    house.runner.does(JOB, end);
    house.runner.begin(JOB, RunStart.scheduled());
    house.runner.says(JOB, "INFO waiting for the lock");
    for (int i = 0; i < 40 && house.runner.orders.isEmpty(); i++) {
      house.tick(LOOK);
    }
    assertThat(house.runner.orders).as(house.admin().why(JOB)).hasSize(1);
    house.tick(LOOK);
  }

  private static List<Incident> incidents(House house) {
    return house.store.incidents().page(Page.newest(100));
  }

  @Test
  void theEndOfARunThatHealingInterruptedIsNoNewTrouble() {
    try (House house = house()) {
      hang(
          house,
          log -> {
            throw new InterruptedException("sleep interrupted");
          });
      JobRun cut = house.runs(JOB).get(0);
      assertThat(cut.outcome()).isEqualTo(RunOutcome.CANCELLED);
      assertThat(cut.error()).isNotNull();
      assertThat(cut.error().line())
          .startsWith("interrupted: by Healing for s1; it ended with java.lang.Interr")
          .endsWith("sleep interrupted");

      house.runner.does(JOB, log -> log.line("INFO waiting for the lock"));
      house.ticks(20, LOOK);

      assertThat(incidents(house))
          .singleElement()
          .satisfies(
              incident -> {
                assertThat(incident.findingId()).isEqualTo("job.overdue");
                assertThat(incident.end()).isEqualTo(IncidentEnd.VERIFIED);
              });
      assertThat(house.mailbox.received)
          .extracting(told -> told.kind())
          .doesNotContain(NotificationKind.GIVE_UP);
      assertThat(house.admin().why(JOB))
          .contains("was interrupted by a1; it ended with java.lang.InterruptedException");
    }
  }

  @Test
  void aRunThatHealingInterruptedIsNotTheGoodRunWithWhichOthersAreCompared() {
    try (House house = house()) {
      long good = house.runs(JOB).get(0).id();
      int versions = house.store.files().of(JOB, house.home.resolve("in.txt").toString()).size();
      house.write("in.txt", "bad");
      hang(house, log -> log.line("WARN export interrupted"));

      assertThat(house.runs(JOB).get(0).outcome()).isEqualTo(RunOutcome.CANCELLED);
      assertThat(house.store.files().of(JOB, house.home.resolve("in.txt").toString()))
          .hasSize(versions)
          .noneMatch(version -> version.content().equals(Image.of("bad")));
      assertThat(house.healing.admin().runs(JOB))
          .filteredOn(run -> run.outcome() == RunOutcome.SUCCESS)
          .first()
          .satisfies(run -> assertThat(run.id()).isEqualTo(good));
      assertThat(incidents(house)).extracting(Incident::findingId).containsExactly("job.overdue");
    }
  }
}
