package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Target;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.Incident;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentState;
import io.healing.laws.BrokenConfigScenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a dead process left begun is looked at; a look that does not come back holds up nothing. */
@Timeout(60)
class HangingLookTest {
  private final CountDownLatch never = new CountDownLatch(1);

  /** The process ends, whatever it is at. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  @Test
  void theLoopGoesOnAndTheChangeIsForAPersonToLookAt(@TempDir Path home) throws Exception {
    try (BrokenConfigScenario scenario = leftBehind(home);
        Healing healing = start(home, scenario)) {
      assertThat(scenario.store().journal().open()).hasSize(1);
      List<String> told = new CopyOnWriteArrayList<>();
      healing.addListener(event -> told.add(event.text()));
      healing.start();

      fails(healing);
      until(() -> active(scenario, "other").isPresent());
      until(() -> state(scenario).equals(Optional.of(IntentState.UNSETTLED)));

      until(() -> told.stream().anyMatch(text -> text.contains("a person must look")));
      until(() -> active(scenario, "@healing/healing.edit-file").isPresent());
      never.countDown();
    } finally {
      never.countDown();
    }
  }

  /** A change whose process died before it was settled. */
  private static BrokenConfigScenario leftBehind(Path home) {
    boolean[] alive = {true};
    BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home)
            .with(
                builder ->
                    Held.steps(
                        builder,
                        step -> {
                          if (step.equals("w.after") && alive[0]) {
                            alive[0] = false;
                            throw new Death();
                          }
                        }))
            .open();
    scenario.remember().breakFile();
    try {
      scenario.run().pass(Duration.ofMinutes(1));
    } catch (Death expected) {
      assertThat(expected).isNotNull();
    }
    scenario.manual().close();
    return scenario;
  }

  private Healing start(Path home, BrokenConfigScenario scenario) {
    LimitsConfig d = LimitsConfig.defaults();
    LimitsConfig limits =
        new LimitsConfig(
            d.settleTime(),
            d.checkTimeout(),
            Duration.ofMillis(300),
            d.commandTimeout(),
            d.commandOutput(),
            d.pluginFailures(),
            d.pluginRest(),
            d.coolDown(),
            d.coolDownMax(),
            d.breakerFailures(),
            d.breakerHalfOpen(),
            d.actionsPerHour(),
            d.blastRadiusSubjects(),
            d.blastRadiusPercent(),
            d.stormSubjects(),
            d.stormPercent(),
            d.stormWindow(),
            d.pendingExpiry(),
            d.approvedExpiry(),
            d.unscheduledDeadline(),
            d.eventQueue(),
            d.logTail());
    HealingBuilder builder =
        Healing.builder()
            .store(scenario.store())
            .config(
                HealingConfig.defaults(home)
                    .withSelfHealing(RootConfig.defaults().withLimits(limits)));
    return Held.steps(builder, this::hang).build();
  }

  /** The look at the target does not come back, whoever interrupts it. */
  private void hang(String step) {
    boolean waits = step.equals("settle.looked");
    while (waits) {
      try {
        never.await();
        waits = false;
      } catch (InterruptedException e) {
        waits = true;
      }
    }
  }

  private static void fails(Healing healing) {
    try {
      healing.observe(
          "other",
          () -> {
            throw new IllegalStateException("odd");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("odd");
    }
  }

  private static Optional<Incident> active(BrokenConfigScenario scenario, String subject) {
    return scenario.store().incidents().active().stream()
        .filter(incident -> incident.subject().name().equals(subject))
        .findFirst();
  }

  private static Optional<IntentState> state(BrokenConfigScenario scenario) {
    Target file = Target.file(scenario.file());
    return scenario.store().journal().pendingOn(file).map(Intent::state);
  }

  private static void until(BooleanSupplier wanted) throws InterruptedException {
    CountDownLatch moment = new CountDownLatch(1);
    while (!wanted.getAsBoolean()) {
      assertThat(moment.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }
}
