package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeldomTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final Seldom seldom = new Seldom();

  private static IllegalStateException fault(int number) {
    return new IllegalStateException("number " + number);
  }

  @Test
  void theSameFaultIsToldAtOnceAndThenOnceAMinute() {
    assertThat(seldom.tells(fault(1), NOON)).isTrue();
    assertThat(seldom.tells(fault(2), NOON.plusMillis(100))).isFalse();
    assertThat(seldom.tells(fault(3), NOON.plusMillis(59_999))).isFalse();
    assertThat(seldom.tells(fault(4), NOON.plusSeconds(60))).isTrue();
    assertThat(seldom.tells(fault(5), NOON.plusSeconds(61))).isFalse();
  }

  @Test
  void anotherFaultIsNotKeptBackForIt() {
    assertThat(seldom.tells(fault(1), NOON)).isTrue();
    assertThat(seldom.tells(new IllegalArgumentException("other"), NOON)).isTrue();
    assertThat(seldom.tells(new IllegalStateException("elsewhere"), NOON)).isTrue();
  }

  @Test
  void aClockThatIsSetBackSilencesNothing() {
    assertThat(seldom.tells(fault(1), NOON)).isTrue();
    assertThat(seldom.tells(fault(2), NOON.minus(Duration.ofHours(1)))).isTrue();
  }
}
