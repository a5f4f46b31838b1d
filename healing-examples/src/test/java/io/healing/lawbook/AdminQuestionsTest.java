package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.store.StoreInfo;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.core.store.InMemoryStore;
import io.healing.laws.BrokenConfigScenario;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person asks is answered, or refused in words that help. */
class AdminQuestionsTest {
  @TempDir Path home;

  @Test
  void whyTakesTheIdOfAnIncidentASuggestionAnActionAndAReview() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play();
      HealingAdmin admin = scenario.admin();
      String incident =
          admin.incidents().stream()
              .filter(each -> each.subject().name().equals(BrokenConfigScenario.JOB))
              .findFirst()
              .orElseThrow()
              .id();
      long action = scenario.actions().get(0).row().id();
      long suggestion = scenario.actions().get(0).row().suggestionId();
      long review = admin.suggestion(suggestion).row().reviewId();

      for (String id : List.of(incident, "s" + suggestion, "a" + action, "r" + review)) {
        assertThat(admin.why(id)).as(id).contains(incident).contains("a repair was begun");
      }
    }
  }

  @Test
  void whyRefusesANameThatNobodyKnows() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      HealingAdmin admin = scenario.admin();

      for (String unknown : List.of("imprt", "s99", "a99", "r99", "i-99", "", "x".repeat(300))) {
        assertThatThrownBy(() -> admin.why(unknown))
            .isInstanceOf(HealingException.class)
            .hasMessageContaining("There is no job \"" + unknown + "\"");
      }
      assertThat(admin.why(BrokenConfigScenario.JOB)).contains("Nothing had to be decided");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without a checker of nulls does
  void whatIsLeftOutIsNamedWithWhatToGive() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      HealingAdmin admin = scenario.admin();

      refused(() -> admin.why(null), "subject is null. Name");
      refused(() -> admin.show(null), "id is null. Name");
      refused(() -> admin.incident(null), "id is null. Name");
      refused(() -> admin.suggestions(null), "status is null. Name");
      refused(() -> admin.runs(null), "job is null. Name");
      refused(() -> admin.approve(1, null, "anna"), "planHash is null. Give the hash");
      refused(() -> admin.approve(1, "h", null), "person is null. Say who");
      refused(() -> admin.reject(1, null, "no"), "person is null. Say who");
      refused(() -> admin.reject(1, "anna", null), "reason is null. Say why");
      refused(() -> admin.review(null, true), "job is null. Name");
      refused(() -> admin.settle(null, true, "anna"), "target is null. Name");
      refused(() -> admin.pause(null, "anna"), "reason is null. Say why");
      refused(() -> admin.pause("a reason", null), "person is null. Say who");
      refused(() -> HealingAdmin.on(null, InMemoryStore.create()), "config is null. Read one");
    }
  }

  private static void refused(ThrowingCallable call, String words) {
    assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessageStartingWith(words);
  }

  @Test
  void aPauseThatNoOtherProcessWouldHearOfIsRefusedWithTheReason() {
    StoreInfo unwritable =
        new StoreInfo("sqlite", "/srv/healing.db", true, "its disk is protected");
    try (Healing healing = Healing.builder().store(InMemoryStore.inPlaceOf(unwritable)).build()) {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> healing.admin().pause("a move", "anna"), () -> healing.admin().resume())) {
        assertThatThrownBy(call)
            .isInstanceOf(HealingException.class)
            .hasMessageContaining("/srv/healing.db cannot be written (its disk is protected)")
            .hasMessageContaining("no other process would hear of it");
      }
    }
  }
}
