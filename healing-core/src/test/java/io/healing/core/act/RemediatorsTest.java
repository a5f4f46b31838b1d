package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.act.Inspection;
import io.healing.api.act.Undo;
import io.healing.api.config.LimitsConfig;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.IntentState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others bring is held to what it declares. */
class RemediatorsTest {
  @TempDir Path home;
  private Workplace place;
  private final Knob knob = new Knob();

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
    place.remediators = List.of(knob);
  }

  @Test
  void twoThatDeclareTheSameAreRefusedByName() {
    assertThatThrownBy(() -> new Remediators(List.of(new EditFile(), new EditFile()), Map.of()))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("Both healing.edit-file and healing.edit-file declare");
    assertThat(new Remediators(Acting.builtIn(LimitsConfig.defaults()), Map.of()).all())
        .hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @CsvSource({
    "EXACT,EXACT,true",
    "EXACT,IMPOSSIBLE,true",
    "NOT_NEEDED,NOT_NEEDED,true",
    "IMPOSSIBLE,EXACT,false",
    "EXACT,NOT_NEEDED,false",
    "NOT_NEEDED,EXACT,false"
  })
  void aPlanMaySayLessThanDeclaredAndNeverMore(Undo declared, Undo planned, boolean allowed) {
    knob.declared = declared;
    knob.planned = planned;
    if (allowed) {
      assertThat(place.plan(Knob.TURN).undo()).isEqualTo(planned);
    } else {
      assertThatThrownBy(() -> place.plan(Knob.TURN))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("acme.knob");
    }
  }

  @Test
  void whatCannotBeUndoneIsOfHighRiskWhateverItsRemediatorSays() {
    knob.planned = Undo.IMPOSSIBLE;
    assertThat(place.plan(Knob.TURN).risk()).isEqualTo(SuggestionSeverity.HIGH);
    knob.planned = Undo.EXACT;
    assertThat(place.plan(Knob.TURN).risk()).isEqualTo(SuggestionSeverity.LOW);
  }

  @Test
  void aDeclaredFailureMeansThatNothingWasChanged() {
    knob.turning =
        () -> {
          throw new HealingException("the knob is stuck on hunter2", "oil it");
        };
    knob.looksLike = Inspection.UNKNOWN;
    Applied applied = place.apply(Knob.TURN);
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(applied.note()).isEqualTo("the knob is stuck on [secret]\noil it");
  }

  @ParameterizedTest
  @CsvSource({"BEFORE,FAILED", "AFTER,DONE", "OTHER,UNSETTLED", "UNKNOWN,UNSETTLED"})
  void afterAnyOtherFaultTheTargetIsLookedAt(Inspection found, IntentState state) {
    knob.turning =
        () -> {
          throw new IllegalStateException("broken");
        };
    knob.looksLike = found;
    Applied applied = place.apply(Knob.TURN);
    assertThat(applied.state()).isEqualTo(state);
    assertThat(applied.note()).contains("broken").contains("knob:volume");
  }

  @ParameterizedTest
  @CsvSource({"BEFORE,DONE", "AFTER,FAILED", "OTHER,UNSETTLED", "UNKNOWN,UNSETTLED"})
  void afterAFaultInAnUndoTheTargetIsLookedAtToo(Inspection found, IntentState state) {
    Applied applied = place.apply(Knob.TURN);
    knob.turningBack =
        () -> {
          throw new NoClassDefFoundError("gone");
        };
    knob.looksLike = found;
    Undone undone = place.acting().undo(applied.entry().row().id(), "ann", false);
    assertThat(undone.state()).isEqualTo(state);
  }

  @Test
  void whatARemediatorSaysIsKept() {
    assertThat(place.apply(Knob.TURN).entry().detail().note()).isEqualTo("turned");
  }
}
