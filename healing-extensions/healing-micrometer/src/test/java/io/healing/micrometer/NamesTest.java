package io.healing.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a registry had and has no longer. */
class NamesTest {
  private static final Instant HOUR = Samples.NOON.plus(Duration.ofHours(1));

  private final Names names = new Names();

  @Test
  void whatIsGoneIsToldForAnHourAndThenForgotten() {
    names.there("payments", Samples.NOON);
    names.there("stock", Samples.NOON);
    assertThat(names.gone(Samples.NOON)).isEmpty();

    names.there("stock", HOUR.minusSeconds(1));
    assertThat(names.gone(HOUR.minusSeconds(1))).containsExactly("payments");
    names.there("stock", HOUR);
    assertThat(names.gone(HOUR)).isEmpty();
    assertThat(names.known()).containsExactly("stock");
  }
}
