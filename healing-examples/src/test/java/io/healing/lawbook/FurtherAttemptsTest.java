package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.notify.Notification;
import io.healing.api.notify.NotificationKind;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told to come after a change that did not help. */
class FurtherAttemptsTest {
  private static final String JOB = "import";
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path home;

  private List<Notification> afterOneThatDidNotHelp(int most) {
    HealingRemediationConfig remediation =
        HealingRemediationConfig.defaults()
            .withAllowedActions(List.of("edit_config"))
            .withMaxAttempts(most);
    JobConfig job =
        BrokenConfig.job(home, JOB)
            .withSelfHealing(
                SelfHealingConfig.defaults().withEnabled(true).withRemediation(remediation));
    try (House house = House.in(home).job(job).open()) {
      BrokenConfig.happen(house, JOB);
      house.runner.does(
          JOB,
          log -> {
            throw new IllegalStateException("the disk is full");
          });
      house.tick(Duration.ofSeconds(7)).run(JOB).ticks(2, SECOND);
      return house.mailbox.received.stream()
          .filter(told -> told.kind() == NotificationKind.GIVE_UP)
          .filter(told -> told.body().contains("ineffective"))
          .toList();
    }
  }

  private List<Notification> afterOneThatCouldNotBeMade(int most) {
    SelfHealingConfig own = SelfHealingConfig.defaults().withEnabled(true);
    JobConfig job =
        JobConfig.of(JobDefinition.of(JOB))
            .withSelfHealing(own.withRemediation(own.remediation().withMaxAttempts(most)));
    try (House house = House.in(home).job(job).open()) {
      house.runner.refusing = true;
      house.runner.does(
          JOB,
          log -> {
            throw new ConnectException("Connection refused");
          });
      house.tick(Duration.ofMinutes(1)).run(JOB).ticks(3, Duration.ofMinutes(1));
      assertThat(house.admin().actions()).as(house.admin().why(JOB)).isNotEmpty();
      return house.mailbox.received.stream()
          .filter(told -> told.kind() == NotificationKind.GIVE_UP)
          .filter(told -> told.title().startsWith("failed: "))
          .toList();
    }
  }

  @Test
  void afterOneThatCouldNotBeMadeTheMessageSaysWhichAttemptMayFollowAndForWhichIncident() {
    assertThat(afterOneThatCouldNotBeMade(2))
        .first()
        .satisfies(
            told ->
                assertThat(told.body())
                    .contains("Next: Healing may try again by itself, attempt 2 of 2, not before ")
                    .containsPattern(", for (i-\\w+)(?s).* why \\1 tells what stands in the way")
                    .doesNotContain("nothing is changed for it by itself"));
  }

  @Test
  void afterTheLastOneThatCouldNotBeMadeTheMessageSaysThatNothingIsChanged() {
    assertThat(afterOneThatCouldNotBeMade(1))
        .singleElement()
        .satisfies(
            told -> assertThat(told.body()).contains("Next: nothing is changed for it by itself."));
  }

  @Test
  void whereFurtherAttemptsMayComeTheMessageSaysSo() {
    assertThat(afterOneThatDidNotHelp(3))
        .singleElement()
        .satisfies(
            told ->
                assertThat(told.body())
                    .contains("Next: Healing may try again by itself, attempt 2 of 3, not before ")
                    .doesNotContain("nothing is changed for it by itself"));
  }

  @Test
  void whereNoneComesTheMessageSaysThatNothingIsChanged() {
    assertThat(afterOneThatDidNotHelp(1))
        .singleElement()
        .satisfies(
            told -> assertThat(told.body()).contains("Next: nothing is changed for it by itself."));
  }
}
