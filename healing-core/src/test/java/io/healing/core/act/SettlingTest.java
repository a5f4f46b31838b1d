package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.AllowedCommand;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.act.VerificationState;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.IntentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process dies at each step, and another settles what it left. */
class SettlingTest {
  @TempDir Path home;
  private Workplace place;
  private Path file;

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
    file = place.own("report.conf", "dir=/gone\n");
  }

  /** Stands for the end of the process: nothing of ours catches it. */
  private static final class Dead extends Error {
    private static final long serialVersionUID = 1L;
  }

  private void dieAt(String last) {
    place.steps =
        step -> {
          if (step.equals(last)) {
            throw new Dead();
          }
        };
  }

  /** The dead process's work is left to this new one. */
  private long reborn() {
    place.steps = step -> {};
    place.store.instances().leave(place.instance);
    place.instance = place.store.instances().register("next", 2, place.clock.instant()).id();
    return place.instance;
  }

  private List<Settled> dyingAt(String step, ActionRequest wish) {
    Order order = place.order(place.plan(wish));
    dieAt(step);
    assertThatThrownBy(() -> place.acting().apply(order)).isInstanceOf(Dead.class);
    reborn();
    return place.acting().settle();
  }

  private ActionRequest edit() {
    return place.edit(file, "dir=/srv\n");
  }

  private ActionRequest make(ActionType type, String name) {
    Path path = place.base.resolve(name);
    place.list(path);
    return ActionRequest.of(type, new Target("file", path.toString()));
  }

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
    assertThat(place.store.actions().page(io.healing.api.store.Page.newest(9))).hasSize(1);
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
    dieAt("t1.after");
    assertThatThrownBy(() -> place.acting().apply(order)).isInstanceOf(Dead.class);
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

  @Test
  void aFileThatIsNeitherOldNorNewIsLeftToAPerson() throws IOException {
    Order order = place.order(place.plan(edit()));
    dieAt("w.guarded");
    assertThatThrownBy(() -> place.acting().apply(order)).isInstanceOf(Dead.class);
    Files.writeString(file, "dir=/mine\n");
    reborn();
    assertUnsettled(place.acting().settle());
    assertThat(file).hasContent("dir=/mine\n");
    assertThatThrownBy(() -> place.apply(edit())).isInstanceOf(Refused.class);
  }

  @Test
  void aFileThatCannotBeLookedAtIsLeftToAPerson() throws IOException {
    Order order = place.order(place.plan(edit()));
    dieAt("w.guarded");
    assertThatThrownBy(() -> place.acting().apply(order)).isInstanceOf(Dead.class);
    Files.delete(file);
    Files.createDirectory(file);
    reborn();
    assertUnsettled(place.acting().settle());
  }

  @Test
  void directoriesThatAreThereInPartAreLeftToAPerson() throws IOException {
    Order order = place.order(place.plan(make(ActionType.CREATE_DIRECTORY, "a/b")));
    dieAt("w.guarded");
    assertThatThrownBy(() -> place.acting().apply(order)).isInstanceOf(Dead.class);
    Files.createDirectory(place.base.resolve("a"));
    reborn();
    assertUnsettled(place.acting().settle());
    assertThat(place.base.resolve("a")).isEmptyDirectory();
  }

  @Test
  void aCommandThatMayHaveRunIsLeftToAPersonAndNotRepeated() {
    place.remediation =
        place.remediation.withAllowedCommands(
            List.of(new AllowedCommand(List.of("sh", "-c", "echo x >> log"), null)));
    ActionRequest wish =
        ActionRequest.of(
            ActionType.RUN_COMMAND, Target.command(List.of("sh", "-c", "echo x >> log")));
    assertUnsettled(dyingAt("w.after", wish));
    assertThat(place.base.resolve("log")).hasContent("x\n");
  }

  private void assertUnsettled(List<Settled> settled) {
    assertThat(settled).singleElement().extracting(Settled::state).isEqualTo(IntentState.UNSETTLED);
    ActionEntry entry = settled.get(0).entry();
    assertThat(entry.row().status()).isEqualTo(ActionStatus.FAILED);
    assertThat(entry.row().canRollback()).isFalse();
    assertThat(entry.row().errorMessage()).contains("a person must look");
    assertThat(place.store.journal().open()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"BEFORE,FAILED", "AFTER,DONE", "OTHER,UNSETTLED", "UNKNOWN,UNSETTLED"})
  void whatOthersBringIsSettledByLookingToo(Inspection found, IntentState state) {
    Knob knob = new Knob();
    place.remediators = List.of(knob);
    knob.looksLike = found;
    List<Settled> settled = dyingAt("w.after", Knob.TURN);
    assertThat(settled).singleElement().extracting(Settled::state).isEqualTo(state);
  }

  @Test
  void whatNobodyHereCanLookAtIsToldAndLeftOpen() {
    place.remediators = List.of(new Knob());
    Order order = place.order(place.plan(Knob.TURN));
    dieAt("w.after");
    assertThatThrownBy(() -> place.acting().apply(order)).isInstanceOf(Dead.class);
    place.remediators = List.of();
    reborn();
    List<Settled> settled = place.acting().settle();
    assertThat(settled).singleElement().extracting(Settled::state).isEqualTo(IntentState.OPEN);
    assertThat(settled.get(0).note()).contains("acme.turn");
    assertThat(place.store.journal().open()).hasSize(1);
  }

  @Test
  void whatALivingProcessHasInHandIsLeftAlone() {
    Order order = place.order(place.plan(edit()));
    dieAt("w.guarded");
    assertThatThrownBy(() -> place.acting().apply(order)).isInstanceOf(Dead.class);
    long other = place.store.instances().register("other", 3, place.clock.instant()).id();
    assertThat(place.acting(other).settle()).isEmpty();
    assertThat(place.store.journal().open()).hasSize(1);
  }

  @Test
  void whatThisProcessIsCarryingOutIsNotSettledMeanwhile() {
    Acting acting = place.acting();
    List<Settled> meanwhile = new ArrayList<>();
    place.steps = step -> meanwhile.addAll(acting.settle());
    assertThat(acting.apply(place.order(place.plan(edit()))).state()).isEqualTo(IntentState.DONE);
    assertThat(meanwhile).isEmpty();
  }

  @Test
  void whatThisProcessLeftBehindIsSettledByItself() {
    Order order = place.order(place.plan(edit()));
    Acting acting = place.acting();
    dieAt("t2.before");
    assertThatThrownBy(() -> acting.apply(order)).isInstanceOf(Dead.class);
    place.steps = step -> {};
    assertThat(acting.settle())
        .singleElement()
        .extracting(Settled::state)
        .isEqualTo(IntentState.DONE);
  }

  @Test
  void ofTwoThatSettleOnlyOneDoes() throws Exception {
    Order order = place.order(place.plan(edit()));
    dieAt("w.after");
    assertThatThrownBy(() -> place.acting().apply(order)).isInstanceOf(Dead.class);
    reborn();
    long other = place.store.instances().register("other", 3, place.clock.instant()).id();
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<Settled>>> both = new ArrayList<>();
      for (long who : List.of(place.instance, other)) {
        Acting acting = place.acting(who);
        both.add(
            pool.submit(
                () -> {
                  start.await();
                  return acting.settle();
                }));
      }
      int settled = both.get(0).get().size() + both.get(1).get().size();
      assertThat(settled).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
    assertThat(place.store.actions().page(io.healing.api.store.Page.newest(9))).hasSize(1);
    assertThat(file).hasContent("dir=/srv\n");
  }

  /** Does what it should, and does not say how its target stands. */
  private static final class Silent implements Remediator {
    private static final ActionType SHAKE = new ActionType("vendor.shake");

    @Override
    public String id() {
      return "vendor.silent";
    }

    @Override
    public Set<Ability> abilities() {
      return Set.of(new Ability(SHAKE, "job", Undo.NOT_NEEDED));
    }

    @Override
    public ActionPlan plan(PlanRequest request) {
      return ActionPlan.of(request.wish(), "Shake it").withUndo(Undo.NOT_NEEDED);
    }

    @Override
    @SuppressWarnings("NullAway")
    public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
      return moment == Moment.BEFORE_APPLY ? Inspection.BEFORE : null;
    }

    @Override
    public String apply(ActionPlan plan, PlanRequest request) {
      return "";
    }

    @Override
    public void undo(ActionPlan plan, PlanRequest request) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void oneThatGivesNoAnswerLeavesItToAPersonAndIsTold() {
    place.remediators = List.of(new Silent());
    Order order = place.order(place.plan(ActionRequest.of(Silent.SHAKE, Target.job("report"))));
    dieAt("w.after");
    assertThatThrownBy(() -> place.acting().apply(order)).isInstanceOf(Dead.class);
    reborn();
    Acting acting = place.acting();

    assertThat(acting.settle())
        .singleElement()
        .satisfies(settled -> assertThat(settled.state()).isEqualTo(IntentState.UNSETTLED));
    assertThat(acting.faults())
        .hasEntrySatisfying(
            "vendor.silent", fault -> assertThat(fault).hasMessageContaining("gave back null"));
    assertThat(acting.faults()).as("told once").isEmpty();
  }
}
