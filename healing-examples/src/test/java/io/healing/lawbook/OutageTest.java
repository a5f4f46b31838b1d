package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.job.JobDefinition;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job needs from outside is away for a while: it is run again, as often as is allowed. */
class OutageTest {
  private static final String JOB = "stock";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofHours(24);

  @TempDir Path home;

  private House house(UnaryOperator<RootConfig> root) {
    SelfHealingConfig healed =
        SelfHealingConfig.defaults()
            .withEnabled(true)
            .withRemediation(HealingRemediationConfig.defaults());
    JobConfig job = JobConfig.of(JobDefinition.of(JOB)).withSelfHealing(healed);
    return House.in(home).root(root).job(job).open();
  }

  private static void away(House house, int times) {
    int[] left = {times};
    house.runner.does(
        JOB,
        log -> {
          if (left[0]-- > 0) {
            throw refused();
          }
        });
  }

  /** As a client throws it that lies deep below the job, whoever runs that. */
  private static ConnectException refused() {
    ConnectException refused = new ConnectException("Connection refused");
    StackTraceElement[] stack = new StackTraceElement[5];
    for (int i = 0; i < stack.length; i++) {
      stack[i] = new StackTraceElement("com.acme.Client", "call" + (char) ('a' + i), null, i);
    }
    refused.setStackTrace(stack);
    return refused;
  }

  @Test
  void withTheDefaultsOneAttemptThatDidNotHelpIsFollowedByAnotherOne() {
    try (House house = house(root -> root)) {
      away(house, 2);
      house.tick(MINUTE).run(JOB).ticks(40, MINUTE);

      assertThat(house.runner.orders).as(house.admin().why(JOB)).hasSize(2);
      assertThat(house.admin().actions())
          .extracting(entry -> entry.detail().verification().state().word())
          .containsExactly("verified", "ineffective");
      assertThat(house.admin().incidents()).isEmpty();
    }
  }

  @Test
  void withTheDefaultsTheBreakerEndsItAfterTwoAndNotADoubt() {
    try (House house = house(root -> root)) {
      away(house, 100);
      house.run(JOB).ticks(120, MINUTE);

      assertThat(house.runner.orders).as(house.admin().why(JOB)).hasSize(2);
      assertThat(house.admin().why(JOB))
          .contains(BlockReason.BREAKER_OPEN.sentence())
          .doesNotContain(BlockReason.LOW_CONFIDENCE.sentence());
    }
  }

  @Test
  void whereTheBreakerIsWiderAllAttemptsTakePlace() {
    try (House house =
        house(root -> root.withLimits(Changed.in(root.limits(), "breakerFailures", 100)))) {
      away(house, 100);
      house.run(JOB).ticks(200, MINUTE);

      assertThat(house.runner.orders).as(house.admin().why(JOB)).hasSize(3);
      assertThat(house.admin().why(JOB))
          .contains(BlockReason.ATTEMPTS_USED.sentence())
          .doesNotContain(BlockReason.LOW_CONFIDENCE.sentence());
    }
  }

  @Test
  void theBreakerIsHalfOpenAfterADayAndNotAMinuteEarlierAndOneMoreFailureOpensItAgain() {
    try (House house = house(root -> root)) {
      away(house, 100);
      house.run(JOB).ticks(60, MINUTE);
      assertThat(house.runner.orders).hasSize(2);
      Instant opened = opened(house);

      while (house.now().isBefore(opened.plus(DAY).minus(MINUTE))) {
        house.ticks(1, MINUTE);
      }
      assertThat(house.now()).isEqualTo(opened.plus(DAY).minus(MINUTE));
      assertThat(house.runner.orders).as("a minute earlier").hasSize(2);

      house.ticks(1, MINUTE);
      assertThat(house.runner.orders).as(house.admin().why(JOB)).hasSize(3);

      house.ticks(2, MINUTE);
      assertThat(opened(house)).as("opened again").isAfterOrEqualTo(opened.plus(DAY));
    }
  }

  private static Instant opened(House house) {
    String key =
        house.admin().incidents().stream()
            .filter(incident -> incident.findingId().equals("job.failed"))
            .findFirst()
            .orElseThrow()
            .key();
    return house.store.counters().find(key).orElseThrow().breakerOpenedAt();
  }
}
