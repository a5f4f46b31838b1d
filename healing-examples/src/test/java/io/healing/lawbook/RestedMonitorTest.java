package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.VerificationState;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionCategory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The monitor whose finding was acted on fails and rests: nobody looks on and on meanwhile. */
class RestedMonitorTest {
  private static final String JOB = "import";

  @TempDir Path home;

  private int looks;
  private boolean broken;

  private final class Sees implements Monitor {
    @Override
    public String id() {
      return "vendor.sees";
    }

    @Override
    public Observation check(MonitorRequest request) {
      if (broken) {
        throw new IllegalStateException("blind");
      }
      Finding odd = Finding.of("vendor.odd", Subject.job(JOB), "It hums");
      return Observation.builder().finding(odd).build();
    }
  }

  private final class Counts implements Monitor {
    @Override
    public String id() {
      return "vendor.counts";
    }

    @Override
    public Observation check(MonitorRequest request) {
      looks++;
      return Observation.builder().clear(Subject.job(JOB)).build();
    }
  }

  private static final class RunAgain implements Analyzer {
    @Override
    public String id() {
      return "vendor.run-again";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      Proposal again =
          Proposal.of("Run it again", "It helps.", SuggestionCategory.RELIABILITY)
              .withConfidence(1)
              .withRequest(ActionRequest.of(ActionType.RESTART_JOB, Target.job(JOB)));
      return request.subject().name().equals(JOB)
          ? Analysis.none()
              .withHypothesis(Hypothesis.of("It is so", 1.0, new Evidence("vendor", "known")))
              .withProposal(again)
          : Analysis.none();
    }
  }

  @Test
  void whileItRestsTheOthersLookAsOftenAsEver() {
    JobConfig job =
        JobConfig.of(JobDefinition.of(JOB))
            .withSelfHealing(SelfHealingConfig.defaults().withEnabled(true));
    try (House house =
        House.in(home)
            .job(job)
            .plugin(new Sees())
            .plugin(new Counts())
            .plugin(new RunAgain())
            .open()) {
      house.tick(Duration.ofSeconds(31));
      assertThat(house.runner.orders).as(house.admin().why(JOB)).hasSize(1);
      broken = true;
      house.runner.runOrdered();
      house.tick(Duration.ofSeconds(31)).ticks(3, Duration.ofSeconds(31));
      int before = looks;
      house.ticks(4, Duration.ofSeconds(31));

      assertThat(house.admin().actions())
          .extracting(action -> action.detail().verification().state())
          .containsExactly(VerificationState.PENDING);
      assertThat(looks - before).isLessThanOrEqualTo(5);
    }
  }
}
