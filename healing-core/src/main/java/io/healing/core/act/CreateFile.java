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
import io.healing.api.review.SuggestionSeverity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Makes a file that is missing; without content where the wish names none. */
final class CreateFile implements Remediator {
  /** Whether it is made after its directory, which may be missing as long as it is only planned. */
  private static final String AFTER_DIRECTORY = "after_directory";

  /** Whether only its owner may read and write it. */
  private static final String OWNER_ONLY = "owner_only";

  @Override
  public String id() {
    return "healing.create-file";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(new Ability(ActionType.CREATE_FILE, "file", Undo.EXACT));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    Path file = FileTarget.path(request);
    Image wanted = FileTarget.content(request.wish(), false);
    refuseThere(file, new AtomicFile(file, step -> {}).read(), wanted);
    if (!flag(request.wish(), AFTER_DIRECTORY)) {
      refuseWithoutDirectory(file);
    }
    return ActionPlan.of(FileTarget.canonical(request, file), "Make the file " + file)
        .withUndo(Undo.EXACT)
        .withRisk(SuggestionSeverity.MEDIUM)
        .withImages(Image.absent(), wanted);
  }

  private static void refuseThere(Path file, Image now, Image wanted) {
    if (now.equals(wanted)) {
      throw Refused.alreadySo(file + " is there already");
    }
    if (now.present()) {
      throw new HealingException(
          file + " is there already, with another content", "Look at it, and remove it first");
    }
  }

  private static void refuseWithoutDirectory(Path file) {
    Path directory = file.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new HealingException(
          "The directory of " + file + " is missing", "Make the directory first");
    }
  }

  private static boolean flag(ActionRequest wish, String parameter) {
    return wish.parameter(parameter).filter("true"::equals).isPresent();
  }

  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    return FileTarget.inspect(plan);
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    AtomicFile file = FileTarget.file(plan, request);
    refuseWithoutDirectory(Path.of(plan.request().target().name()));
    if (flag(plan.request(), OWNER_ONLY)) {
      file.createPrivate(plan.after());
    } else {
      file.create(plan.after());
    }
    return "";
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    FileTarget.file(plan, request).delete(plan.after());
  }
}
