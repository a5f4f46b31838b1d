package io.healing.core.decide;

import io.healing.api.ActionType;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.core.decide.Deciding.Asked;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether anything is known that can be done. */
final class AbilityGates {
  private static final Duration LATER = Duration.ofMinutes(10);

  /** All that the doctor does: it adds and never changes or takes away. */
  private static final Set<String> ADDING =
      Set.of(
          "create_directory",
          "create_file",
          "create_database",
          "create_table",
          "add_column",
          "create_index",
          "run_command");

  static final List<Gate> IN_ORDER =
      List.of(
          new Gate(
              BlockReason.NO_DIAGNOSIS,
              Gate.EVERYBODY,
              view -> Gate.when(!view.wish().known(), "no analyzer could tell"),
              Gate.ESCALATE_TROUBLE),
          new Gate(
              BlockReason.ADVICE_ONLY,
              Gate.EVERYBODY,
              AbilityGates::adviceOnly,
              Gate.ESCALATE_TROUBLE),
          new Gate(
              BlockReason.NO_REMEDIATOR,
              Gate.EVERYBODY,
              AbilityGates::noPlan,
              AbilityGates::withoutPlan),
          fact(BlockReason.GUARDED, Gate.EVERYBODY, Gate.ESCALATE_TROUBLE),
          fact(BlockReason.WORLD_MOVED_ON, Gate.EVERYBODY, AbilityGates::planAgain),
          new Gate(
              BlockReason.TYPE_NOT_ALLOWED, Gate.DOCTOR, AbilityGates::notAdding, Gate.ESCALATE));

  private AbilityGates() {}

  private static Gate fact(BlockReason reason, Set<Asked> holdsFor, Gate.Answer answer) {
    return new Gate(reason, holdsFor, Gate.fact(reason), answer);
  }

  private static Optional<String> adviceOnly(View view) {
    String words = view.wish().words();
    return Gate.when(view.wish().type() == null, words.isEmpty() ? "no action is proposed" : words);
  }

  private static Optional<String> noPlan(View view) {
    String why = view.wish().words().isEmpty() ? "there is no plan" : view.wish().words();
    return Gate.when(view.wish().plan() == null, why);
  }

  /** The planner may have had a better reason than that nobody can do it. */
  private static Decision withoutPlan(BlockReason usual, String detail, View view) {
    BlockReason said = view.wish().refusal();
    BlockReason reason = said == null ? usual : said;
    boolean mayCome = reason == usual && view.question().asked() == Asked.APPROVED;
    return mayCome
        ? new Decision.CheckAgain(LATER, reason, detail)
        : Gate.ESCALATE_TROUBLE.give(reason, detail, view);
  }

  /** Who acts alone makes a new plan; who was given one to carry out may not take another. */
  private static Decision planAgain(BlockReason reason, String detail, View view) {
    return Gate.ALONE.contains(view.question().asked())
        ? new Decision.CheckAgain(view.limits().settleTime(), reason, detail)
        : new Decision.Escalate(reason, detail);
  }

  /**
   * A plug-in's own type counts as adding where it can be taken back exactly. A command is one that
   * the declaration names; it is wished for only where installing was asked for.
   */
  private static Optional<String> notAdding(View view) {
    ActionType type = view.wish().type();
    boolean adds = type != null && (ADDING.contains(type.word()) || ofPlugin(view, type));
    return Gate.when(!adds, type + " does not only add what is declared");
  }

  private static boolean ofPlugin(View view, ActionType type) {
    return type.word().contains(".")
        && (view.wish().undo() == Undo.EXACT || view.wish().undo() == Undo.NOT_NEEDED);
  }
}
