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
import io.healing.api.store.ActionEntry;
import io.healing.api.store.IntentState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nobody can tell of a change that was cut short is left to a person. */
class UnsettledTest extends DeathInTheAct {
  @Test
  void aFileThatIsNeitherOldNorNewIsLeftToAPerson() throws IOException {
    Order order = place.order(place.plan(edit()));
    dieIn(order, "w.guarded");
    Files.writeString(file, "dir=/mine\n");
    reborn();
    assertUnsettled(place.acting().settle());
    assertThat(file).hasContent("dir=/mine\n");
    assertThatThrownBy(() -> place.apply(edit())).isInstanceOf(Refused.class);
  }

  @Test
  void aFileThatCannotBeLookedAtIsLeftToAPerson() throws IOException {
    Order order = place.order(place.plan(edit()));
    dieIn(order, "w.guarded");
    Files.delete(file);
    Files.createDirectory(file);
    reborn();
    assertUnsettled(place.acting().settle());
  }

  @Test
  void directoriesThatAreThereInPartAreLeftToAPerson() throws IOException {
    Order order = place.order(place.plan(make(ActionType.CREATE_DIRECTORY, "a/b")));
    dieIn(order, "w.guarded");
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
    dieIn(order, "w.after");
    place.remediators = List.of();
    reborn();
    List<Settled> settled = place.acting().settle();
    assertThat(settled).singleElement().extracting(Settled::state).isEqualTo(IntentState.OPEN);
    assertThat(settled.get(0).note()).contains("acme.turn");
    assertThat(place.store.journal().open()).hasSize(1);
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
    dieIn(order, "w.after");
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
