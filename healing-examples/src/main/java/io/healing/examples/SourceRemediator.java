package io.healing.examples;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A remediator of one's own: it turns a job to another source, and back. */
public class SourceRemediator implements Remediator {
  static final ActionType TURN = new ActionType("example.turn");

  @Override
  public String id() {
    return "example.source";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(new Ability(TURN, "source", Undo.EXACT));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    String to = request.wish().parameter("to").orElseThrow();
    Path file = Path.of(request.wish().target().name());
    return ActionPlan.of(request.wish(), "Turn " + file + " to " + to)
        .withUndo(Undo.EXACT)
        .withRisk(SuggestionSeverity.LOW)
        .withImages(read(file), Image.of(to));
  }

  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    Image now = read(Path.of(plan.request().target().name()));
    if (now.equals(plan.before())) {
      return Inspection.BEFORE;
    }
    return now.equals(plan.after()) ? Inspection.AFTER : Inspection.OTHER;
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    write(plan, plan.after());
    return "";
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    write(plan, plan.before());
  }

  private static Image read(Path file) {
    try {
      return Image.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new HealingException(file + " cannot be read: " + e, "Make it by hand.");
    }
  }

  private static void write(ActionPlan plan, Image image) {
    Path file = Path.of(plan.request().target().name());
    try {
      Files.write(file, image.content().orElseThrow());
    } catch (IOException e) {
      throw new HealingException(file + " cannot be written: " + e, "See who may write it.");
    }
  }
}
