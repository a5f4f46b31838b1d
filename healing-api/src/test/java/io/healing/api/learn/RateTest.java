package io.healing.api.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {
  @ParameterizedTest
  @CsvSource({
    "0,0,0,0,1",
    "1,1,1,0.2065,1",
    "0,1,0,0,0.7935",
    "10,10,1,0.7225,1",
    "0,10,0,0,0.2775",
    "5,10,0.5,0.2366,0.7634",
    "81,263,0.3080,0.2553,0.3662"
  })
  void theIntervalIsWilsons(int verified, int tried, double share, double low, double high) {
    Rate rate = Rate.of("edit_config", verified, tried);
    assertThat(rate.share()).isCloseTo(share, within(1e-4));
    assertThat(rate.low()).isCloseTo(low, within(1e-4));
    assertThat(rate.high()).isCloseTo(high, within(1e-4));
  }

  @Test
  void moreTriesMakeTheIntervalNarrowerAndOneSuccessIsNoCertainty() {
    double few = Rate.of("x", 4, 5).high() - Rate.of("x", 4, 5).low();
    double many = Rate.of("x", 400, 500).high() - Rate.of("x", 400, 500).low();
    assertThat(many).isLessThan(few / 5);
    assertThat(Rate.of("x", 1, 1).low()).isLessThan(0.21);
  }

  @Test
  void moreThanWereTriedCannotHaveHelped() {
    assertThatThrownBy(() -> Rate.of("x", 2, 1)).hasMessageContaining("Of 1 tries at x 2");
    assertThatThrownBy(() -> Rate.of("x", -1, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
