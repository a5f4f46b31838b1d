package io.healing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.ActionStatus;
import io.healing.api.review.ReviewFrequency;
import io.healing.api.review.SuggestionStatus;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WireWordTest {

  @Test
  void theWordIsTheNameInLowerCase() {
    assertThat(ReviewFrequency.ON_SLA_BREACH.word()).isEqualTo("on_sla_breach");
  }

  @Test
  void theWordDoesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(SuggestionStatus.PENDING.word()).isEqualTo("pending");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void everyWordIsFoundAgain() {
    for (ActionStatus status : ActionStatus.values()) {
      assertThat(WireWord.parse(ActionStatus.class, status.word())).contains(status);
    }
  }

  @Test
  void onlyTheExactWordIsFound() {
    assertThat(WireWord.parse(ReviewFrequency.class, "Daily")).isEmpty();
    assertThat(WireWord.parse(ReviewFrequency.class, "daily ")).isEmpty();
    assertThat(WireWord.parse(ReviewFrequency.class, "")).isEmpty();
  }

  @Test
  void anotherConstantStandsInForAForeignWord() {
    assertThat(WireWord.parseOr(ActionStatus.class, "skipped", ActionStatus.UNKNOWN))
        .isEqualTo(ActionStatus.UNKNOWN);
    assertThat(WireWord.parseOr(ActionStatus.class, "success", ActionStatus.UNKNOWN))
        .isEqualTo(ActionStatus.SUCCESS);
  }
}
