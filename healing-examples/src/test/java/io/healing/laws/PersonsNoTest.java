package io.healing.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.decide.BlockReason;
import io.healing.api.detect.Incident;
import io.healing.api.notify.Notification;
import io.healing.api.notify.NotificationKind;
import io.healing.api.notify.NotificationPart;
import io.healing.api.notify.Notifier;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's no to a change holds under whichever finding the same trouble is told again. */
class PersonsNoTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path home;

  /** The file gets the time of the held clock, whoever wrote it last. */
  private static BrokenConfigScenario failOften(BrokenConfigScenario scenario) {
    scenario.breakFile();
    for (int i = 0; i < 5; i++) {
      scenario.run().pass(MINUTE);
    }
    assertThat(scenario.incidents())
        .extracting(Incident::findingId)
        .contains("job.failed", "job.failing");
    return scenario.pass(Duration.ofHours(2), MINUTE);
  }

  @Test
  void whatAPersonRolledBackIsNotDoneAgainForTheSameTroubleUnderAnotherFinding() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play();
      scenario.admin().rollback(scenario.actions().get(0).row().id(), "anna");

      failOften(scenario);

      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.actions()).hasSize(1);
      assertThat(scenario.admin().suggestions(SuggestionStatus.PENDING)).isEmpty();
      assertThat(scenario.why()).contains(BlockReason.REJECTED_BEFORE.sentence());
    }
  }

  /** Keeps what people are told. */
  private static final class Told implements Notifier {
    private final List<NotificationPart> parts = new ArrayList<>();

    @Override
    public String id() {
      return "test.told";
    }

    @Override
    public String channel() {
      return "whatsapp";
    }

    @Override
    public void send(Notification notification) {
      parts.addAll(notification.parts());
    }
  }

  @Test
  void aNoToAChangeIsNoNoToTheNews() {
    Told told = new Told();
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).plugin(told).open()) {
      scenario.play();
      scenario.admin().rollback(scenario.actions().get(0).row().id(), "anna");
      scenario.pass(Duration.ofHours(2), MINUTE);
      told.parts.clear();

      failOften(scenario);

      assertThat(told.parts)
          .filteredOn(part -> part.kind() == NotificationKind.GIVE_UP)
          .anySatisfy(part -> assertThat(part.body()).contains("anna", "lift"));
    }
  }

  @Test
  void aTargetOfWhichAPersonTookAChangeBackIsThatPersonsUntilApproved() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play();
      scenario.admin().rollback(scenario.actions().get(0).row().id(), "anna");
      scenario.edit("batch.size=2OO\nsource=orders.csv\n").run().pass(Duration.ofHours(1), MINUTE);

      assertThat(scenario.content()).as("another change, and still hers").contains("2OO");
      assertThat(scenario.why()).contains(BlockReason.TARGET_CONTESTED.sentence());
      SuggestionEntry asked = scenario.pending();

      scenario.approve(asked, "anna").pass(MINUTE);
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  /** Healing cannot tell who broke it again: the fault, or somebody who wants it so. */
  @Test
  void theSecondBreakageOfATargetAsksAndAnApprovalMendsIt() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play().run().pass(Duration.ofHours(30), Duration.ofHours(1));
      scenario.breakFile().run().pass(MINUTE);

      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.why()).contains(BlockReason.TARGET_CONTESTED.sentence());

      scenario.approve(scenario.pending(), "anna").pass(MINUTE);
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  @Test
  void aRejectedChangeIsNotProposedAgainForTheSameTroubleUnderAnotherFinding() {
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home).job(job -> job.withEnabled(false)).open()) {
      scenario.play();
      SuggestionEntry first = scenario.pending();
      scenario.admin().reject(first.row().id(), "anna", "it was meant so");

      failOften(scenario);

      assertThat(scenario.admin().suggestions(SuggestionStatus.PENDING)).isEmpty();
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.why().lines())
          .filteredOn(line -> line.contains("waits for a person's approval"))
          .isNotEmpty()
          .allMatch(line -> line.startsWith("earlier: ") || line.startsWith("over ("));
    }
  }

  @Test
  void whatIsOverIsMarkedSoAfterASuccess() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play().run().pass(MINUTE);

      assertThat(scenario.incidents()).isEmpty();
      assertThat(scenario.why().lines())
          .hasSize(2)
          .satisfiesOnlyOnce(line -> assertThat(line).startsWith("over (verified): "))
          .satisfiesOnlyOnce(line -> assertThat(line).contains(": a1, ", "done, it helped"));
    }
  }
}
