package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.VerificationState;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.IntentState;
import io.healing.api.store.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process dies at each step, and another settles what it left. */
class SettlingTest extends DeathInTheAct {
  @ParameterizedTest
  @ValueSource(strings = {"t1.before", "t1.inside"})
  void beforeTheIntentIsWrittenNothingIsLeft(String step) {
    assertThat(dyingAt(step, edit())).isEmpty();
    assertThat(file).hasContent("dir=/gone\n");
    assertThat(place.recorded).isEmpty();
    assertThat(place.apply(edit()).state()).isEqualTo(IntentState.DONE);
  }

  @ParameterizedTest
  @CsvSource({
    "t1.after,FAILED",
    "w.guarded,FAILED",
    "w.temp,FAILED",
    "w.renamed,DONE",
    "w.after,DONE",
    "t2.before,DONE",
    "t2.inside,DONE"
  })
  void anEditIsWholeOrNotAtAllAndItsJournalIsSettled(String step, IntentState state) {
    List<Settled> settled = dyingAt(step, edit());
    assertThat(settled).singleElement().extracting(Settled::state).isEqualTo(state);
    assertToldAs(settled.get(0), state);
    assertThat(file).hasContent(state == IntentState.DONE ? "dir=/srv\n" : "dir=/gone\n");
  }

  @ParameterizedTest
  @CsvSource({"w.guarded,FAILED", "w.temp,FAILED", "w.renamed,DONE", "w.after,DONE"})
  void aFileIsMadeWholeOrNotAtAll(String step, IntentState state) {
    ActionRequest wish = make(ActionType.CREATE_FILE, "new.conf").with("content", "a=1");
    List<Settled> settled = dyingAt(step, wish);
    assertToldAs(settled.get(0), state);
    assertThat(Files.exists(place.base.resolve("new.conf"))).isEqualTo(state == IntentState.DONE);
  }

  @ParameterizedTest
  @CsvSource({"w.guarded,FAILED", "w.temp,FAILED", "w.renamed,DONE", "w.after,DONE"})
  void directoriesAreMadeAllOrNone(String step, IntentState state) {
    List<Settled> settled = dyingAt(step, make(ActionType.CREATE_DIRECTORY, "a/b/c"));
    assertToldAs(settled.get(0), state);
    assertThat(Files.exists(place.base.resolve("a"))).isEqualTo(state == IntentState.DONE);
    assertThat(Files.exists(place.base.resolve("a/b/c"))).isEqualTo(state == IntentState.DONE);
  }

  private void assertToldAs(Settled settled, IntentState state) {
    assertThat(settled.state()).isEqualTo(state);
    boolean done = state == IntentState.DONE;
    ActionEntry entry = settled.entry();
    assertThat(entry.row().status()).isEqualTo(done ? ActionStatus.SUCCESS : ActionStatus.FAILED);
    assertThat(entry.detail().verification().state())
        .isEqualTo(done ? VerificationState.PENDING : VerificationState.NONE);
    assertThat(place.suggestionOf(entry).row().status())
        .isEqualTo(done ? SuggestionStatus.APPLIED : SuggestionStatus.FAILED);
    assertThat(place.store.journal().open()).isEmpty();
    assertThat(place.recorded).last().isEqualTo(entry);
    assertThat(place.store.actions().page(Page.newest(9))).hasSize(1);
    assertThat(place.leftovers()).isEmpty();
    assertThat(place.acting().settle()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "undo.t1.after,FAILED",
    "undo.w.guarded,FAILED",
    "w.temp,FAILED",
    "w.renamed,DONE",
    "undo.w.after,DONE",
    "undo.t2.before,DONE"
  })
  void anUndoIsWholeOrNotAtAll(String step, IntentState state) {
    ActionEntry entry = place.apply(edit()).entry();
    dieAt(step);
    assertThatThrownBy(() -> place.acting().undo(entry.row().id(), "ann", false))
        .isInstanceOf(Dead.class);
    reborn();
    List<Settled> settled = place.acting().settle();
    assertThat(settled).singleElement().extracting(Settled::state).isEqualTo(state);
    boolean done = state == IntentState.DONE;
    assertThat(file).hasContent(done ? "dir=/gone\n" : "dir=/srv\n");
    ActionEntry now = place.store.actions().find(entry.row().id()).orElseThrow();
    assertThat(now.row().status())
        .isEqualTo(done ? ActionStatus.ROLLED_BACK : ActionStatus.SUCCESS);
    assertThat(place.leftovers()).isEmpty();
    Undone again = place.acting().undo(entry.row().id(), "ann", false);
    assertThat(again.state()).isEqualTo(done ? IntentState.FAILED : IntentState.DONE);
    assertThat(file).hasContent("dir=/gone\n");
  }

  @Test
  void whatAKilledWriteLeftBesideTheFileIsRemoved() throws IOException {
    Order order = place.order(place.plan(edit()));
    dieIn(order, "t1.after");
    Files.writeString(new AtomicFile(file, step -> {}).temporary(), "dir=/s");
    reborn();
    assertThat(place.leftovers()).hasSize(1);
    place.acting().settle();
    assertThat(place.leftovers()).isEmpty();
  }

  @Test
  void whatAKilledWriteLeftDoesNotStandInTheWayOfTheNext() throws IOException {
    Files.writeString(new AtomicFile(file, step -> {}).temporary(), "dir=/s");
    assertThat(place.apply(edit()).state()).isEqualTo(IntentState.DONE);
    assertThat(place.leftovers()).isEmpty();
  }
}
