package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.config.JobConfig;
import io.healing.api.config.LearningConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.store.ActionEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repairs are tried in the order of what worked, and what did not keeps its turn. */
class LearnedOrderTest {
  private static final String JOB = "import";
  private static final String FLAG = "flag.properties";

  @TempDir Path home;

  /** Always sure of running the job again, and a little less of writing its flag. */
  private final class TwoWays implements Analyzer {
    private int times;

    @Override
    public String id() {
      return "test.two_ways";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      if (request.proactive() || !request.subject().name().equals(JOB)) {
        return Analysis.none();
      }
      times++;
      ActionRequest again =
          ActionRequest.of(ActionType.RESTART_JOB, new Target("job", JOB)).with("delay_s", "1");
      ActionRequest write =
          ActionRequest.of(
                  ActionType.EDIT_CONFIG, new Target("file", home.resolve(FLAG).toString()))
              .with("content", "flag=" + times + "\n");
      return Analysis.none()
          .withHypothesis(Hypothesis.of("A flag is wrong", 1.0, new Evidence("flag", "wrong")))
          .withProposal(proposal("Run it again", again, 0.95))
          .withProposal(proposal("Write the flag", write, 0.9));
    }

    private Proposal proposal(String title, ActionRequest wish, double sure) {
      return Proposal.of(title, "It helps.", SuggestionCategory.RELIABILITY)
          .withConfidence(sure)
          .withRequest(wish);
    }
  }

  private House open(LearningConfig learning) {
    SelfHealingConfig self = SelfHealingConfig.defaults();
    SelfHealingConfig healed =
        self.withEnabled(true)
            .withRemediation(
                self.remediation()
                    .withMaxAttempts(100)
                    .withAllowedActions(List.of("restart_job", "edit_config")))
            .withSuggestions(
                self.suggestions()
                    .withMinSeverityForApproval(io.healing.api.review.SuggestionSeverity.HIGH));
    JobConfig job =
        JobConfig.of(JobDefinition.of(JOB).withFiles(List.of(home.resolve(FLAG))))
            .withSelfHealing(healed);
    House house =
        House.in(home)
            .root(root -> eager(root.withLearning(learning)))
            .config(
                config ->
                    Changed.in(
                        config,
                        "plugins",
                        Map.of("healing.monitor.failing", Map.of("times", "1000"))))
            .plugin(new TwoWays())
            .job(job)
            .open();
    house.write(FLAG, "flag=0\n");
    house.tick(Duration.ofMinutes(1)).run(JOB);
    return house;
  }

  /** Nothing but what was learned holds a repair back. */
  private static RootConfig eager(RootConfig root) {
    LimitsConfig limits = Changed.in(root.limits(), "coolDown", Duration.ofMinutes(1));
    limits = Changed.in(limits, "coolDownMax", Duration.ofMinutes(1));
    limits = Changed.in(limits, "breakerFailures", 100);
    return root.withLimits(Changed.in(limits, "actionsPerHour", 1_000))
        .withRecovery(Changed.in(root.recovery(), "maxRetryAttempts", 100));
  }

  /** One incident: the job fails until its flag was written; what was tried for it, in order. */
  private static List<String> incident(House house) {
    long before = newest(house);
    String flag = house.read(FLAG);
    house.runner.does(
        JOB,
        log -> {
          if (house.read(FLAG).equals(flag)) {
            throw new IllegalStateException("the flag is wrong");
          }
        });
    house.tick(Duration.ofHours(25)).run(JOB).tick(Duration.ofSeconds(31));
    for (int i = 0; i < 30 && !house.admin().incidents().isEmpty(); i++) {
      house.ticks(2, Duration.ofSeconds(61));
      if (!house.read(FLAG).equals(flag)) {
        house.run(JOB);
      }
    }
    assertThat(house.admin().incidents()).isEmpty();
    List<String> tried = new ArrayList<>();
    for (ActionEntry entry : house.admin().actions()) {
      if (entry.row().id() > before) {
        tried.add(0, entry.row().actionType());
      }
    }
    return tried;
  }

  private static long newest(House house) {
    List<ActionEntry> all = house.admin().actions();
    return all.isEmpty() ? 0 : all.get(0).row().id();
  }

  private static RecoveryProcedure procedure(House house, String type) {
    return house.store.procedures().all().stream()
        .filter(one -> one.procedureSteps().equals(List.of(type)))
        .filter(one -> one.errorPattern().equals("job.failed"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void belowTheLeastSamplesTheOrderStaysAndFromThereOnWhatHelpedIsFirst() {
    LearningConfig two =
        LearningConfig.defaults().withMinSamplesForLearning(2).withExplorationFloor(0);
    try (House house = open(two)) {
      assertThat(incident(house)).startsWith("restart_job").endsWith("edit_config");
      assertThat(procedure(house, "edit_config").successRate()).isEqualTo(1.0);
      assertThat(procedure(house, "restart_job").successRate()).isZero();
      incident(house);
      assertThat(procedure(house, "restart_job").executionCount()).isGreaterThanOrEqualTo(2);
      assertThat(incident(house)).containsExactly("edit_config");
    }
  }

  @Test
  void withTheFloorWhatDidBadlyGetsItsTurnAgain() {
    LearningConfig often =
        LearningConfig.defaults().withMinSamplesForLearning(2).withExplorationFloor(0.25);
    try (House house = open(often)) {
      List<List<String>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(incident(house));
      }
      assertThat(all.subList(3, 8)).as("mostly what helps").contains(List.of("edit_config"));
      assertThat(all.subList(3, 8))
          .as("now and then the other")
          .anySatisfy(tried -> assertThat(tried).startsWith("restart_job"));
    }
  }

  @Test
  void theLearningRateWeighsTheNewestOutcome() {
    LearningConfig only =
        LearningConfig.defaults().withLearningRate(1).withMinSamplesForLearning(2);
    try (House house = open(only)) {
      incident(house);
      assertThat(procedure(house, "edit_config").successRate()).isEqualTo(1.0);
      assertThat(procedure(house, "restart_job").successRate()).isZero();
      assertThat(house.admin().insights().byAction()).hasSize(2);
    }
  }
}
