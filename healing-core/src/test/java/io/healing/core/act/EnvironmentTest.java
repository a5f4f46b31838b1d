package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.Verification;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.IntentState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a declared environment names may be added to, by the same way as for a job. */
class EnvironmentTest {
  @TempDir Path home;
  private Workplace place;

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
    place.subject = Subject.environment("healing.yaml");
    place.declared = Set.of(place.base.resolve("data/in"), place.base.resolve("empty.log"));
  }

  private ActionRequest make(ActionType type, String name) {
    return ActionRequest.of(type, new Target("file", place.base.resolve(name).toString()));
  }

  @Test
  void whatIsDeclaredIsOfLowRiskAndIsMade() {
    assertThat(place.plan(make(ActionType.CREATE_FILE, "empty.log")).risk())
        .isEqualTo(SuggestionSeverity.LOW);
    assertThat(place.apply(make(ActionType.CREATE_FILE, "empty.log")).state())
        .isEqualTo(IntentState.DONE);
    assertThat(place.apply(make(ActionType.CREATE_DIRECTORY, "data/in")).state())
        .isEqualTo(IntentState.DONE);
    assertThat(place.base.resolve("data/in")).isDirectory();
  }

  @Test
  void itIsTakenBackByTheSameWayAsAnEdit() {
    ActionEntry entry = place.apply(make(ActionType.CREATE_DIRECTORY, "data/in")).entry();
    assertThat(place.acting().undo(entry.row().id(), "ann", false).state())
        .isEqualTo(IntentState.DONE);
    assertThat(place.base.resolve("data")).doesNotExist();
  }

  @Test
  void whatIsNotDeclaredIsRefused() {
    assertThatThrownBy(() -> place.plan(make(ActionType.CREATE_DIRECTORY, "data/out")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("does not belong to @environment/healing.yaml");
    assertThat(place.base.resolve("data")).doesNotExist();
  }

  @Test
  void itIsJudgedByALookAfterTheSettleTime() {
    ActionEntry entry = place.apply(make(ActionType.CREATE_FILE, "empty.log")).entry();
    Verification asked = entry.detail().verification();
    assertThat(asked.since()).isEqualTo(place.clock.instant().plus(Duration.ofSeconds(60)));
    assertThat(asked.deadline()).isEqualTo(place.clock.instant().plus(Duration.ofSeconds(120)));
  }
}
