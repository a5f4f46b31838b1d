package io.healing.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.decide.BlockReason;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunTrigger;
import io.healing.api.notify.Notification;
import io.healing.api.notify.Notifier;
import io.healing.api.review.HealingMode;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 7 also for what a review wants changed: no incident has to ask for it. */
class ProactiveBoundsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String BETTER = "batch.size=200\nsource=orders.csv\n";

  @TempDir Path home;

  private final List<String> told = new ArrayList<>();

  private final class Inbox implements Notifier {
    @Override
    public String id() {
      return "test.inbox";
    }

    @Override
    public String channel() {
      return "whatsapp";
    }

    @Override
    public void send(Notification notification) {
      notification.parts().forEach(part -> told.add(part.kind() + " " + part.title()));
    }
  }

  /** An analyzer that thinks it knows a better batch size, and may try it without asking. */
  private BrokenConfigScenario open() {
    BrokenConfigScenario.Setup setup = BrokenConfigScenario.in(home);
    String content = Base64.getEncoder().encodeToString(BETTER.getBytes(StandardCharsets.UTF_8));
    ActionRequest wish =
        ActionRequest.of(ActionType.EDIT_CONFIG, Target.file(setup.file()))
            .with("content_base64", content);
    return setup
        .plugin(new Inbox())
        .plugin(WishingAnalyzer.inReviews(wish, proposal -> proposal))
        .job(
            healing ->
                healing
                    .withMode(HealingMode.PROACTIVE)
                    .withSuggestions(
                        healing
                            .suggestions()
                            .withAutoApply(true)
                            .withMinSeverityForApproval(SuggestionSeverity.CRITICAL)))
        .open();
  }

  private static void review(BrokenConfigScenario scenario) {
    scenario.manual().healing().review(BrokenConfigScenario.JOB, true);
    scenario.pass(MINUTE);
  }

  private static void fail(BrokenConfigScenario scenario) {
    scenario.run(RunTrigger.SCHEDULED, RunResult.failure("too large")).pass(MINUTE);
  }

  /** The job runs well again, so that no incident stands in the way of a review. */
  private static void calmDown(BrokenConfigScenario scenario) {
    scenario.run(RunTrigger.SCHEDULED, RunResult.success()).pass(Duration.ofMinutes(5), MINUTE);
  }

  @Test
  void aChangeThatDidNotHelpIsNotMadeAgainByEveryReview() {
    try (BrokenConfigScenario scenario = open()) {
      scenario.remember();
      for (int day = 0; day < 6; day++) {
        review(scenario);
        fail(scenario);
        calmDown(scenario);
        scenario.pass(Duration.ofHours(3), Duration.ofMinutes(30));
      }

      assertThat(scenario.actions()).as(scenario.why()).hasSize(2);
      assertThat(scenario.actions().get(0).row().status()).isEqualTo(ActionStatus.ROLLED_BACK);
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
      assertThat(scenario.why()).contains(BlockReason.BREAKER_OPEN.sentence());
      assertThat(told).filteredOn(line -> line.startsWith("GIVE_UP edit_config")).hasSize(2);
    }
  }

  @Test
  void whatWasPutOffByAPauseIsDoneWhenItIsLifted() {
    try (BrokenConfigScenario scenario = open()) {
      scenario.remember();
      scenario.admin().pause("month end", "anna");
      review(scenario);
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
      assertThat(scenario.admin().suggestions(SuggestionStatus.PENDING)).hasSize(1);

      scenario.admin().resume();
      scenario.pass(Duration.ofMinutes(2), MINUTE);

      assertThat(scenario.content()).isEqualTo(BETTER);
      assertThat(scenario.admin().reviews().get(0).autoAppliedCount()).isEqualTo(1);
    }
  }
}
