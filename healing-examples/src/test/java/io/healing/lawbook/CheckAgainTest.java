package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A monitor may say that it is not clear yet, and when it wants to look again. */
class CheckAgainTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Subject SHOP = new Subject("@environment/shop");
  private static final Subject BANK = new Subject("@environment/bank");

  private final Doubting monitor = new Doubting();
  private final ManualHealing manual =
      Healing.builder().store(InMemoryStore.trusted()).plugin(monitor).manual(NOON);

  /** Looks every hour, and is of two minds about the shop for as long as the test says. */
  private static final class Doubting implements Monitor {
    private final List<Instant> looks = new ArrayList<>();
    private final List<Set<Subject>> again = new ArrayList<>();
    private Duration after = Duration.ofSeconds(20);
    private String state = "unclear";

    @Override
    public String id() {
      return "acme.doubting";
    }

    @Override
    public Duration interval() {
      return Duration.ofHours(1);
    }

    @Override
    public Observation check(MonitorRequest request) {
      looks.add(request.now());
      again.add(request.again());
      Observation.Builder said = Observation.builder().clear(BANK);
      return switch (state) {
        case "sick" -> said.finding(Finding.of("shop.sick", SHOP, "It is sick")).build();
        case "well" -> said.clear(SHOP).build();
        case "fails" -> throw new IllegalStateException("no paper");
        default -> said.checkAgain(SHOP, "once is no proof", after).build();
      };
    }
  }

  @AfterEach
  void end() {
    manual.close();
  }

  private void seconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      manual.tick(Duration.ofSeconds(1));
    }
  }

  private List<Incident> ofShop() {
    return manual.healing().admin().incidents().stream()
        .filter(incident -> incident.subject().equals(SHOP))
        .toList();
  }

  @Test
  void itIsCalledAtThatTimeAndNotBeforeAndIsToldWhatFor() {
    seconds(1);
    assertThat(monitor.looks).hasSize(1);
    assertThat(monitor.again.get(0)).as("a look in turn is for all").isEmpty();
    assertThat(ofShop()).as("it is no finding").isEmpty();
    seconds(19);
    assertThat(monitor.looks).hasSize(1);

    monitor.state = "sick";
    seconds(1);
    assertThat(monitor.looks).hasSize(2);
    assertThat(monitor.looks.get(1)).isEqualTo(monitor.looks.get(0).plusSeconds(20));
    assertThat(monitor.again.get(1)).containsExactly(SHOP);
    assertThat(ofShop()).hasSize(1);
    seconds(120);
    assertThat(monitor.looks).as("it is clear now, the next look comes in its turn").hasSize(2);
  }

  @Test
  void itIsNoHealthEitherSoThatNothingRecovers() {
    monitor.state = "sick";
    seconds(1);
    monitor.state = "unclear";
    manual.tick(Duration.ofHours(1));
    seconds(300);
    assertThat(ofShop()).hasSize(1);
    assertThat(ofShop().get(0).clearSince()).isNull();

    monitor.state = "well";
    manual.tick(Duration.ofHours(1));
    manual.tick(Duration.ofHours(3));
    assertThat(ofShop()).isEmpty();
  }

  @Test
  void afterTenLooksInARowItWaitsForItsTurn() {
    seconds(1_000);
    assertThat(monitor.looks).hasSize(11);
    assertThat(monitor.looks.get(10)).isEqualTo(monitor.looks.get(0).plusSeconds(200));
    manual.tick(Duration.ofHours(1));
    assertThat(monitor.looks).hasSize(12);
    assertThat(monitor.again.get(11)).isEmpty();
  }

  @Test
  void lessThanASecondIsASecond() {
    monitor.after = Duration.ofNanos(1);
    seconds(4);
    assertThat(monitor.looks).hasSize(4);
  }

  @Test
  void aLookOutOfTurnDoesNotPutOffTheOneInTurn() {
    monitor.after = Duration.ofMinutes(50);
    seconds(1);
    monitor.state = "well";
    manual.tick(Duration.ofMinutes(50));
    assertThat(monitor.looks).hasSize(2);
    manual.tick(Duration.ofMinutes(10));
    assertThat(monitor.looks).hasSize(3);
    assertThat(monitor.again.get(2)).isEmpty();
  }

  @Test
  void oneThatFailsOutOfTurnIsAskedAgainOnlyAfterItsInterval() {
    seconds(1);
    monitor.state = "fails";
    seconds(600);
    assertThat(monitor.looks).hasSize(2);
  }
}
