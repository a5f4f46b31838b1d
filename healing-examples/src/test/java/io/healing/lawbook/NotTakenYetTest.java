package io.healing.lawbook;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.EscalationRung;
import io.healing.api.detect.Incident;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.NotDeliveredException;
import io.healing.api.notify.Notification;
import io.healing.api.notify.Notifier;
import io.healing.api.notify.NotifyRoute;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person was called when a channel has taken the call, not when it was made. */
class NotTakenYetTest {
  private static final String JOB = "import";
  private static final String NOBODY = "Nobody has dealt with it";

  @TempDir Path home;
  private final Busy slack = new Busy();
  private final Mailbox webhook = new Mailbox("webhook");

  /** The channel slack, whose server asks for patience. */
  private static final class Busy implements Notifier {
    private final List<Notification> received = new ArrayList<>();
    private Duration after = Duration.ofSeconds(7);
    private boolean busy = true;
    private int refused;

    @Override
    public String id() {
      return "test.busy";
    }

    @Override
    public String channel() {
      return "slack";
    }

    @Override
    public void send(Notification notification) {
      if (busy) {
        refused++;
        throw NotDeliveredException.later("429", "Wait.", after);
      }
      received.add(notification);
    }
  }

  private House failing(EscalationRung... rungs) {
    House house =
        House.in(home)
            .job(JOB)
            .plugin(slack)
            .plugin(webhook)
            .root(root -> root.withRecovery(root.recovery().withEscalation(List.of(rungs))))
            .config(
                config ->
                    config.withDelivery(
                        DeliveryConfig.defaults()
                            .withGroupWindow(Duration.ZERO)
                            .withRoutes(List.of(NotifyRoute.to("slack")))))
            .open();
    house.runner.does(
        JOB,
        log -> {
          throw new IllegalStateException("odd");
        });
    house.tick(Duration.ofMinutes(1)).run(JOB).tick(Duration.ofSeconds(31));
    return house;
  }

  private static String incident(House house) {
    return house.store.incidents().active().stream()
        .filter(one -> one.subject().name().equals(JOB))
        .map(Incident::id)
        .findFirst()
        .orElseThrow();
  }

  private static long troubles(House house) {
    return house.store.incidents().active().stream()
        .filter(one -> one.subject().name().startsWith("@healing/"))
        .count();
  }

  @Test
  void whyTellsThatTheCallWaitsAndTheTimeOfWhoWasCalledBeginsWhenItIsTaken() {
    slack.after = Duration.ofMinutes(9);
    try (House house = failing()) {
      assertThat(house.admin().why(incident(house)))
          .contains(
              ": it was tried to call a person at 2026-03-02T12:01:",
              ". Not taken yet by slack (tried again at 2026-03-02T12:1")
          .doesNotContain("a person was called");
      house.ticks(3, Duration.ofMinutes(5));
      slack.busy = false;
      house.ticks(4, Duration.ofMinutes(1));

      assertThat(slack.received).as("refused %d times", slack.refused).hasSize(1);
      assertThat(slack.received.get(0).body()).doesNotContain(NOBODY);
      assertThat(house.admin().why(incident(house)))
          .contains(": a person was called at 2026-03-02T12:01:")
          .doesNotContain("tried", "Not taken");
      house.ticks(6, Duration.ofMinutes(1));
      assertThat(slack.received).hasSize(2);
      assertThat(slack.received.get(1).body())
          .contains(NOBODY + " since a person was called at 2026-03-02T12:20:31Z");
    }
  }

  @Test
  void anotherChannelIsTriedInTimeAndSaysThatNoneHasTakenTheCall() {
    slack.after = Duration.ofMinutes(50);
    EscalationRung rung =
        new EscalationRung(Duration.ofMinutes(10), List.of(), "webhook", "night-shift");
    try (House house = failing(rung)) {
      house.ticks(2, Duration.ofMinutes(5));

      assertThat(webhook.received)
          .filteredOn(told -> told.subject().name().equals(JOB))
          .singleElement()
          .extracting(Notification::body, as(InstanceOfAssertFactories.STRING))
          .contains(NOBODY + ", and no channel has taken the call of 2026-03-02T12:01:");
    }
  }

  @Test
  void aServerThatIsBusyOnceOrTwiceIsAskedAgainWithoutCallingAnybody() {
    try (House house = failing()) {
      assertThat(slack.refused).isPositive();
      while (slack.refused < 3) {
        assertThat(troubles(house)).isZero();
        house.tick(Duration.ofSeconds(10));
      }
      assertThat(troubles(house)).isEqualTo(1);

      slack.busy = false;
      house.ticks(12, Duration.ofSeconds(20));
      assertThat(troubles(house)).isZero();
    }
  }

  @Test
  void whoAsksForMoreThanTheRestOfAPluginIsToldAtOnce() {
    slack.after = Duration.ofMinutes(11);
    try (House house = failing()) {
      assertThat(slack.refused).isEqualTo(1);
      assertThat(troubles(house)).isEqualTo(1);
      assertThat(house.admin().why(incident(house))).contains("slack (left alone until ");
    }
  }
}
