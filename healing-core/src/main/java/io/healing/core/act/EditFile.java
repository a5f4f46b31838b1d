package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.review.SuggestionSeverity;
import java.nio.file.Path;
import java.util.Set;

/** Puts another content into a file that exists. */
final class EditFile extends ContentChange {

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
}
