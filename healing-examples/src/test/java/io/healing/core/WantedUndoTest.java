package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunTrigger;
import io.healing.api.notify.Notification;
import io.healing.api.notify.Notifier;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import io.healing.api.store.StoreException;
import io.healing.laws.BrokenConfigScenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What did not help is taken back, however often that is put off; where it cannot, that is told.
 */
class WantedUndoTest {
  private static final Duration SOON = Duration.ofSeconds(11);

  @TempDir Path home;

  private final Inbox inbox = new Inbox();

  private static final class Inbox implements Notifier {
    private final List<String> titles = new ArrayList<>();

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
      notification.parts().forEach(part -> titles.add(part.title()));
    }
  }

  private BrokenConfigScenario open(CrashPoints points) {
    return BrokenConfigScenario.in(home)
        .plugin(inbox)
        .with(builder -> builder.crashPoints(points))
        .open();
  }

  /** The repair is in place, and the next run fails all the same. */
  private static void failAgain(BrokenConfigScenario scenario) {
    assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
    scenario.run(RunTrigger.SCHEDULED, RunResult.failure("it hums")).pass(Duration.ofSeconds(31));
    assertThat(scenario.actions().get(0).detail().verification().state().word())
        .isEqualTo("ineffective");
  }

  @Test
  void anUndoThatTheStoreCouldNotTakeIsTriedAgain() {
    AtomicInteger begun = new AtomicInteger();
    CrashPoints points =
        step -> {
          if (step.equals("undo.t1.before") && begun.incrementAndGet() == 1) {
            throw new StoreException("The disk is full", "Make room.", null);
          }
        };
    try (BrokenConfigScenario scenario = open(points)) {
      scenario.play();
      failAgain(scenario);
      scenario.pass(SOON);

      assertThat(begun).hasValue(2);
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.actions().get(0).row().status()).isEqualTo(ActionStatus.ROLLED_BACK);
    }
  }

  @Test
  void anUndoWaitsForAnotherChangeOfTheSameTarget() {
    try (BrokenConfigScenario scenario = open(step -> {})) {
      scenario.play();
      long other = unsettled(scenario);
      failAgain(scenario);
      scenario.pass(SOON).pass(SOON);
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
      assertThat(scenario.actions().get(0).detail().note()).isEmpty();

      scenario.store().journal().resolve(other, IntentState.FAILED, scenario.manual().now(), "");
      scenario.pass(SOON);
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
    }
  }

  private static long unsettled(BrokenConfigScenario scenario) {
    Intent done =
        scenario
            .store()
            .journal()
            .find(scenario.actions().get(0).detail().intentId())
            .orElseThrow();
    long id =
        scenario
            .store()
            .journal()
            .begin(
                new Intent(
                    0,
                    IntentKind.APPLY,
                    done.subject(),
                    done.suggestionId(),
                    0,
                    done.plan(),
                    null,
                    null,
                    "anna",
                    false,
                    done.instance(),
                    IntentState.OPEN,
                    scenario.manual().now(),
                    null,
                    ""));
    scenario
        .store()
        .journal()
        .settle(id, IntentState.UNSETTLED, scenario.manual().now(), "nobody can tell");
    assertThat(scenario.store().journal().pendingOn(Target.file(scenario.file()))).isPresent();
    return id;
  }

  @Test
  void aTargetThatSomebodyChangedSinceIsLeftAndAPersonIsTold() {
    try (BrokenConfigScenario scenario = open(step -> {})) {
      scenario.play();
      scenario.admin().pause("month end", "anna");
      failAgain(scenario);
      scenario.edit("batch.size=7\nsource=orders.csv\n");
      scenario.admin().resume();
      scenario.pass(SOON).pass(SOON).pass(SOON);

      assertThat(scenario.content()).startsWith("batch.size=7");
      assertThat(inbox.titles)
          .filteredOn(title -> title.endsWith("did not help and was not taken back"))
          .hasSize(1);
    }
  }

  @Test
  void whatADeadProcessWantedTakenBackALivingOneTakesBack() {
    try (BrokenConfigScenario scenario = open(step -> {})) {
      scenario.play();
      ManualHealing other = scenario.another();
      other.tick(Duration.ZERO);
      scenario.admin().pause("month end", "anna");
      failAgain(scenario);
      scenario.manual().close();
      other.healing().admin().resume();
      other.tick(Duration.ofMinutes(2));

      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      other.close();
    }
  }
}
