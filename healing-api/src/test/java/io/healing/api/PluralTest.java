package io.healing.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluralTest {
  @ParameterizedTest
  @CsvSource({"0, 0 runs", "1, 1 run", "2, 2 runs", "-1, -1 runs", "9999999999, 9999999999 runs"})
  void onlyOneIsOne(long count, String words) {
    assertThat(Plural.of(count, "run")).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 were left", "1, 1 was left", "2, 2 were left"})
  void theVerbGoesWithTheNumber(long count, String words) {
    assertThat(Plural.of(count, "was left", "were left")).isEqualTo(words);
  }
}
