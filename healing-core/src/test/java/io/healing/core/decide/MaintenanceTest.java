package io.healing.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.MaintenanceWindow;
import io.healing.api.config.RootConfig;
import io.healing.api.decide.Decision;
import io.healing.core.decide.Deciding.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceTest {
  private static boolean within(MaintenanceWindow window, String at) {
    return Maintenance.window(List.of(window), Instant.parse(at)).isPresent();
  }

  private static MaintenanceWindow window(String from, String to, Integer... days) {
    return new MaintenanceWindow(from, to, List.of(days), "UTC");
  }

  @ParameterizedTest
  @CsvSource({"01:59:59,false", "02:00:00,true", "03:59:59,true", "04:00:00,false"})
  void theBeginningBelongsToItAndTheEndDoesNot(String time, boolean within) {
    assertThat(within(window("02:00", "04:00"), "2026-11-02T" + time + "Z")).isEqualTo(within);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-02T22:59:59Z,false",
    "2026-11-02T23:00:00Z,true",
    "2026-11-03T00:00:00Z,true",
    "2026-11-03T00:59:59Z,true",
    "2026-11-03T01:00:00Z,false"
  })
  void oneCanPassMidnight(String at, boolean within) {
    assertThat(within(window("23:00", "01:00"), at)).isEqualTo(within);
  }

  /** 1 November 2026 is a Sunday. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-01T23:30:00Z,true",
    "2026-11-02T00:30:00Z,true",
    "2026-11-02T23:30:00Z,false",
    "2026-11-01T00:30:00Z,false"
  })
  void itBelongsToTheDayOnWhichItBegins(String at, boolean within) {
    assertThat(within(window("23:00", "01:00", 0), at)).isEqualTo(within);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-07T12:00:00Z,true",
    "2026-11-06T12:00:00Z,false",
    "2026-11-08T12:00:00Z,false"
  })
  void sixIsSaturday(String at, boolean within) {
    assertThat(within(window("00:00", "23:59", 6), at)).isEqualTo(within);
  }

  @Test
  void equalEndsMeanAWholeDay() {
    MaintenanceWindow sunday = window("06:00", "06:00", 0);
    assertThat(within(sunday, "2026-11-01T06:00:00Z")).isTrue();
    assertThat(within(sunday, "2026-11-02T05:59:59Z")).isTrue();
    assertThat(within(sunday, "2026-11-02T06:00:00Z")).isFalse();
  }

  @Test
  void itIsReadOffTheWallOfItsZone() {
    MaintenanceWindow tokyo = new MaintenanceWindow("09:00", "10:00", List.of(), "Asia/Tokyo");
    assertThat(within(tokyo, "2026-11-02T00:30:00Z")).isTrue();
    assertThat(within(tokyo, "2026-11-02T09:30:00Z")).isFalse();
  }

  /** In Berlin the hour from 2 to 3 comes twice on 25 October 2026 and not at all on 29 March. */
  @Test
  void aDoubledHourIsWhollyInItAndASkippedOneNeverComes() {
    MaintenanceWindow night = new MaintenanceWindow("02:00", "03:00", List.of(), "Europe/Berlin");
    assertThat(within(night, "2026-10-25T00:00:00Z")).isTrue();
    assertThat(within(night, "2026-10-25T01:59:59Z")).isTrue();
    assertThat(within(night, "2026-10-25T02:00:00Z")).isFalse();
    assertThat(within(night, "2026-03-29T00:59:59Z")).isFalse();
    assertThat(within(night, "2026-03-29T01:00:00Z")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "12:00,12:30,PT30M",
    "11:00,12:01,PT1M",
    "23:00,12:10,PT10M",
    "12:00,00:00,PT12H",
    "12:00,12:00,PT24H"
  })
  void theWaitIsTheRestOfTheWindow(String from, String to, Duration rest) {
    Scene scene =
        Scene.healing(Asked.ALONE_REACTIVE)
            .with(RootConfig.defaults().withMaintenance(List.of(window(from, to))));
    assertThat(scene.decide())
        .isInstanceOfSatisfying(
            Decision.CheckAgain.class, again -> assertThat(again.after()).isEqualTo(rest));
  }

  @Test
  void withoutAWindowThereIsNone() {
    assertThat(Maintenance.window(RootConfig.defaults().maintenance(), Scene.NOW)).isEmpty();
  }
}
