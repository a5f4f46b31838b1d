package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.VerificationState;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.IntentState;
import io.healing.api.store.SuggestionEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was done is taken back, exactly or not at all. */
class UndoingTest {
  @TempDir Path home;
  private Workplace place;
  private Path file;

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
    file = place.own("report.conf", "dir=/gone\n");
  }

  private ActionRequest edit() {
    return place.edit(file, "dir=/srv\n");
  }

  private Undone undo(long action, boolean automatic) {
    return place.acting().undo(action, "ann", automatic);
  }

  @Test
  void aPersonsRollbackIsRememberedAsANo() {
    Applied applied = place.apply(edit());
    Undone undone = undo(applied.entry().row().id(), false);
    assertThat(undone.state()).isEqualTo(IntentState.DONE);
    assertThat(undone.entry().row().status()).isEqualTo(ActionStatus.ROLLED_BACK);
    assertThat(undone.entry().row().rolledBackAt()).isEqualTo(place.clock.instant());
    assertThat(undone.entry().detail().verification().state()).isEqualTo(VerificationState.NONE);
    SuggestionEntry suggestion = place.suggestionOf(undone.entry());
    assertThat(suggestion.row().status()).isEqualTo(SuggestionStatus.REJECTED);
    assertThat(suggestion.row().reviewedBy()).isEqualTo("human");
    assertThat(suggestion.row().rejectionReason()).isEqualTo("rolled back");
    assertThat(place.store.rejections().find(suggestion.detail().dedupeKey()))
        .hasValueSatisfying(
            no -> {
              assertThat(no.by()).isEqualTo("ann");
              assertThat(no.urgency()).isEqualTo(ErrorSeverity.HIGH);
            });
    assertThat(place.recorded).hasSize(2).last().isEqualTo(undone.entry());
    assertThat(file).hasContent("dir=/gone\n");
  }

  @Test
  void anAutomaticUndoIsAFailureAndNoPersonsNo() {
    Applied applied = place.apply(edit());
    Undone undone = undo(applied.entry().row().id(), true);
    SuggestionEntry suggestion = place.suggestionOf(undone.entry());
    assertThat(undone.entry().row().status()).isEqualTo(ActionStatus.ROLLED_BACK);
    assertThat(suggestion.row().status()).isEqualTo(SuggestionStatus.FAILED);
    assertThat(suggestion.row().reviewedBy()).isEqualTo("auto");
    assertThat(place.store.rejections().find(suggestion.detail().dedupeKey())).isEmpty();
  }

  @Test
  void whatSomebodyChangedSinceIsNotTakenBack() throws IOException {
    Applied applied = place.apply(edit());
    Files.writeString(file, "dir=/mine\n");
    Undone undone = undo(applied.entry().row().id(), false);
    assertThat(undone.state()).isEqualTo(IntentState.FAILED);
    assertThat(undone.entry().row()).isEqualTo(applied.entry().row());
    assertThat(undone.entry().detail().note()).contains("not as the action left it");
    assertThat(place.suggestionOf(undone.entry()).row().status())
        .isEqualTo(SuggestionStatus.APPLIED);
    assertThat(file).hasContent("dir=/mine\n");
  }

  @Test
  void theNewestActionOnATargetIsTakenBackFirst() {
    ActionEntry older = place.apply(edit()).entry();
    ActionEntry newer = place.apply(place.edit(file, "dir=/tmp\n")).entry();
    Undone refused = undo(older.row().id(), false);
    assertThat(refused.state()).isEqualTo(IntentState.FAILED);
    assertThat(refused.note()).contains("a" + newer.row().id());
    assertThat(refused.entry().detail().note()).isEqualTo(refused.note());
    assertThat(file).hasContent("dir=/tmp\n");
    assertThat(undo(newer.row().id(), false).state()).isEqualTo(IntentState.DONE);
    assertThat(undo(older.row().id(), false).state()).isEqualTo(IntentState.DONE);
    assertThat(file).hasContent("dir=/gone\n");
  }

  @Test
  void nothingIsTakenBackTwice() {
    ActionEntry entry = place.apply(edit()).entry();
    undo(entry.row().id(), false);
    Undone again = undo(entry.row().id(), false);
    assertThat(again.state()).isEqualTo(IntentState.FAILED);
    assertThat(again.note()).contains("is rolled_back");
    assertThat(file).hasContent("dir=/gone\n");
  }

  @Test
  void theGuardStandsBeforeAnUndoToo() {
    ActionEntry entry = place.apply(edit()).entry();
    place.forbidden.add("*.conf");
    Undone undone = undo(entry.row().id(), false);
    assertThat(undone.state()).isEqualTo(IntentState.FAILED);
    assertThat(undone.note()).contains("forbidden_paths");
    assertThat(file).hasContent("dir=/srv\n");
  }

  @Test
  void anUnknownActionIsTold() {
    assertThatThrownBy(() -> undo(99, false))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("a99");
  }
}
