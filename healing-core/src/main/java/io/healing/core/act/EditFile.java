package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.review.SuggestionSeverity;
import java.nio.file.Path;
import java.util.Set;

/** Puts another content into a file that exists. */
final class EditFile implements Remediator {

  @Override
  public String id() {
    return "healing.edit-file";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(
        new Ability(ActionType.EDIT_CONFIG, "file", Undo.EXACT),
        new Ability(ActionType.EDIT_SCRIPT, "file", Undo.EXACT),
        new Ability(ActionType.EDIT_PROMPT, "file", Undo.EXACT));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    Path file = FileTarget.path(request);
    Image before = new AtomicFile(file, step -> {}).read();
    Image after = FileTarget.content(request.wish(), true);
    refuse(file, before, after);
    refuseOtherThanSeen(file, before, request.wish());
    return ActionPlan.of(FileTarget.canonical(request, file), "Change " + file)
        .withUndo(Undo.EXACT)
        .withRisk(SuggestionSeverity.MEDIUM)
        .withImages(before, after);
  }

  private static void refuse(Path file, Image before, Image after) {
    if (!before.present()) {
      throw new HealingException("There is no file " + file + " to change", "Create it first");
    }
    if (before.equals(after)) {
      throw Refused.alreadySo(file + " has that content already");
    }
  }

  private static void refuseOtherThanSeen(Path file, Image before, ActionRequest wish) {
    String seen = wish.parameter(FileTarget.SEEN).orElse(before.hash());
    if (!seen.equals(before.hash())) {
      throw new Refused(
          BlockReason.WORLD_MOVED_ON,
          file + " was changed after it was analysed",
          "Let it be analysed again");
    }
  }

  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    return FileTarget.inspect(plan);
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    FileTarget.replace(plan, request);
    return "";
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    FileTarget.putBack(plan, request);
  }
}
