package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionStatus;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code why} says what was done for an incident, too, and whether it helped. */
class WhyTellsWhatWasDoneTest {
  private static final String JOB = "import";

  @TempDir Path home;

  private House open(String name) {
    SelfHealingConfig own = SelfHealingConfig.defaults().withEnabled(true);
    return House.in(home)
        .name(name)
        .job(JobConfig.of(JobDefinition.of(JOB)).withSelfHealing(own))
        .open();
  }

  private static House failing(House house) {
    house.runner.does(
        JOB,
        log -> {
          throw new ConnectException("Connection refused");
        });
    return house.tick(Duration.ofMinutes(1)).run(JOB);
  }

  @Test
  void whatIsAwaitedAndWhatDidNotHelp() {
    try (House house = failing(open("test"))) {
      house.tick(Duration.ofMinutes(1)).tick(Duration.ofMinutes(1));
      assertThat(house.admin().why(JOB))
          .containsPattern(JOB + ", i-\\w+: a1, .*: done, whether it helps is seen by 2026-");

      house.ticks(2, Duration.ofMinutes(1));
      assertThat(house.admin().why(JOB))
          .contains(": a1, Run import again after 30 s: done, it did not help: run ");
    }
  }

  @Test
  void whatCouldNotBeDone() {
    try (House house = open("test")) {
      house.runner.refusing = true;
      failing(house).ticks(2, Duration.ofMinutes(1));

      assertThat(house.admin().why(JOB))
          .contains(": could not be done: ")
          .contains("takes no orders");
    }
  }

  @Test
  void aChangeThatIsBeingMadeIsNotInItsOwnWay() {
    List<String> seen = new ArrayList<>();
    try (House house = open("first")) {
      house.runner.meanwhile = () -> seen.addAll(seenByAnother(house));
      failing(house).ticks(2, Duration.ofMinutes(1));

      assertThat(house.runner.orders).as(house.admin().why(JOB)).isNotEmpty();
      assertThat(seen).isEmpty();
    }
  }

  private List<String> seenByAnother(House first) {
    try (House other = House.in(home).name("second").job(JOB).from(first.now()).open()) {
      other.tick(Duration.ofSeconds(1));
      assertThat(other.admin().suggestions(SuggestionStatus.APPROVED))
          .as("it is under way")
          .hasSize(1);
      return other.events.stream()
          .filter(event -> event.reference().startsWith("s"))
          .map(Object::toString)
          .toList();
    }
  }
}
