package io.healing.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({
    "repeatble, repeatable, 1, true",
    "repeatablee, repeatable, 1, true",
    "repeatible, repeatable, 1, true",
    "repeatabel, repeatable, 2, true",
    "eRpeatable, repeatable, 2, false",
    "reportable, repeatable, 2, false",
    "repeatable, repeatable, 0, false",
    "'', ab, 2, false"
  })
  void aSlipIsOneLetterOrTwoThatChangedPlaces(
      String one, String other, int distance, boolean slip) {
    assertThat(Nearest.distance(one, other)).isEqualTo(distance);
    assertThat(Nearest.slip(one, other)).isEqualTo(slip);
    assertThat(Nearest.slip(other, one)).isEqualTo(slip);
  }

  @Test
  void theNearestIsSaidAndNoneThatIsFar() {
    List<String> known = List.of("warning", "critical", "pattern");

    assertThat(Nearest.maybe("waning", known)).isEqualTo(" Maybe warning");
    assertThat(Nearest.of("patern", known)).contains("pattern");
    assertThat(Nearest.maybe("password", known)).isEmpty();
  }

  @Test
  void aVeryLongWordIsFarFromEveryOther() {
    assertThat(Nearest.of("x".repeat(65), List.of("x".repeat(66)))).isEmpty();
  }
}
