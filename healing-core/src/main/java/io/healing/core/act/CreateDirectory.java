package io.healing.core.act;

import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.review.SuggestionSeverity;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

/** Makes a directory that is missing, with those above it that are missing, too. */
final class CreateDirectory implements Remediator {
  /** The highest directory that is made; all from it down to the target are. */
  private static final String FROM = "made_from";

  @Override
  public String id() {
    return "healing.create-directory";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(new Ability(ActionType.CREATE_DIRECTORY, "file", Undo.EXACT));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    Path directory = FileTarget.path(request);
    if (there(directory)) {
      throw Refused.alreadySo(directory + " is there already");
    }
    Path from = highestMissing(directory);
    return ActionPlan.of(
            FileTarget.canonical(request, directory), "Make the directory " + directory)
        .withUndo(Undo.EXACT)
        .withRisk(SuggestionSeverity.LOW)
        .withDetail(FROM, from.toString());
  }

  private static Path highestMissing(Path directory) {
    Path from = directory;
    Path above = directory.getParent();
    while (above != null && !there(above)) {
      from = above;
      above = above.getParent();
    }
    if (above == null || !Files.isDirectory(above)) {
      throw new HealingException(above + " is in the way of " + directory, "Move it away by hand");
    }
    return from;
  }

  private static boolean there(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    MadeDirectories made = made(plan, request);
    if (!there(made.highest())) {
      return Inspection.BEFORE;
    }
    boolean ours = moment == Moment.BEFORE_UNDO ? made.allEmpty() : made.allThere();
    return ours ? Inspection.AFTER : Inspection.OTHER;
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    made(plan, request).make();
    return "";
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    made(plan, request).remove();
  }

  private static MadeDirectories made(ActionPlan plan, PlanRequest request) {
    String from = plan.details().getOrDefault(FROM, plan.request().target().name());
    return new MadeDirectories(
        Path.of(from), Path.of(plan.request().target().name()), Asked.stepsOf(request));
  }
}
