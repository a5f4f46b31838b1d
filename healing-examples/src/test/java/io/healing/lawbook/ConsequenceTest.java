package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionStatus;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only follows from another trouble is told with it: one question for a person, not two. */
class ConsequenceTest {
  private static final Subject PUMP = Subject.job("pump");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path home;

  private final Valve valve = new Valve();

  /** Says what the test lets it say. */
  private static final class Valve implements Monitor {
    private boolean missed;
    private boolean stuck;

    @Override
    public String id() {
      return "test.valve";
    }

    @Override
    public Observation check(MonitorRequest request) {
      Observation.Builder said = Observation.builder().clear(PUMP);
      if (missed) {
        said.finding(Finding.of("job.missed", PUMP, "pump did not start"));
      }
      if (stuck) {
        said.finding(
            Finding.of("valve.stuck", PUMP, "the valve is stuck")
                .withSeverity(ErrorSeverity.HIGH)
                .explaining("job.missed"));
      }
      return said.build();
    }
  }

  private House house(boolean asking) {
    SelfHealingConfig healed =
        SelfHealingConfig.defaults()
            .withEnabled(true)
            .withRemediation(HealingRemediationConfig.defaults().withRequireApproval(asking));
    return House.in(home)
        .job(JobConfig.of(JobDefinition.of("pump")).withSelfHealing(healed))
        .plugin(valve)
        .open();
  }

  private static Incident open(House house, String finding) {
    return house.admin().incidents().stream()
        .filter(incident -> incident.findingId().equals(finding))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theQuestionAboutTheConsequenceIsTakenBackWhenTheCauseIsFound() {
    try (House house = house(true)) {
      valve.missed = true;
      house.ticks(2, MINUTE);
      long asked = house.planned(SuggestionStatus.PENDING).row().id();

      valve.stuck = true;
      house.ticks(3, MINUTE);

      assertThat(house.admin().suggestion(asked).row().status())
          .isEqualTo(SuggestionStatus.REJECTED);
      assertThat(house.admin().suggestions(SuggestionStatus.PENDING))
          .noneMatch(entry -> entry.detail().plan() != null);
      String cause = open(house, "valve.stuck").id();
      assertThat(open(house, "job.missed").causeId()).isEqualTo(cause);
      assertThat(house.admin().why("pump"))
          .contains(BlockReason.CONSEQUENCE.sentence())
          .contains(cause + " (valve.stuck): the valve is stuck");
      assertThat(house.admin().show(open(house, "job.missed").id()))
          .contains(cause + " valve.stuck: the valve is stuck");
      assertThat(house.admin().show(cause)).contains("explains").contains("job.missed of pump");
    }
  }

  @Test
  void nobodyIsCalledForTheConsequenceAndItIsToldThatItIsOver() {
    try (House house = house(true)) {
      valve.missed = true;
      valve.stuck = true;
      house.ticks(90, MINUTE);
      String missed = open(house, "job.missed").id();

      assertThat(house.admin().why(missed)).doesNotContain("a person was called");
      assertThat(house.admin().why(open(house, "valve.stuck").id()))
          .contains("a person was called");

      valve.missed = false;
      valve.stuck = false;
      house.ticks(4, MINUTE);
      assertThat(house.admin().incidents()).isEmpty();
    }
  }

  @Test
  void whatRemainsWhenTheCauseIsOverIsCaredForByItself() {
    try (House house = house(false)) {
      valve.missed = true;
      valve.stuck = true;
      house.ticks(10, MINUTE);
      assertThat(house.admin().actions()).isEmpty();

      valve.stuck = false;
      house.ticks(4, MINUTE);

      assertThat(house.runner.orders).contains("pump");
    }
  }
}
