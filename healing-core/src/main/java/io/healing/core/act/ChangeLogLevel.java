package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.LogLevelControl;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.review.SuggestionSeverity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Changes the level of a logger, {@code logger:NAME} with the parameter {@code level}. The old
 * level is kept: also that there was none of its own.
 */
final class ChangeLogLevel implements InThisProcess {
  private final LogLevelControl levels;

  ChangeLogLevel(LogLevelControl levels) {
    this.levels = levels;
  }

  @Override
  public String id() {
    return "healing.log-level";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(new Ability(ActionType.ENABLE_MONITORING, "logger", Undo.EXACT));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    ActionRequest wish = request.wish();
    String logger = wish.target().name();
    Image before = now(logger);
    String level = wanted(wish);
    Image after = Image.of(level);
    if (before.equals(after)) {
      throw Refused.alreadySo("The logger " + logger + " is at " + level + " already");
    }
    String old = text(before).orElse("what the loggers above it have");
    return ActionPlan.of(
            wish,
            "Set the level of logger "
                + logger
                + " from "
                + old
                + " to "
                + level
                + ForTime.words(wish))
        .withUndo(Undo.EXACT)
        .withRisk(SuggestionSeverity.LOW)
        .withImages(before, after);
  }

  private String wanted(ActionRequest wish) {
    List<String> known = levels.levels();
    String written = wish.parameter("level").orElse("");
    return known.stream()
        .filter(level -> level.toLowerCase(Locale.ROOT).equals(written.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new HealingException(
                    "\"level\" of " + wish + " is \"" + written + "\"",
                    "Give one of " + String.join(", ", known)));
  }

  private Image now(String logger) {
    return levels.level(logger).map(Image::of).orElse(Image.absent());
  }

  private static Optional<String> text(Image image) {
    return image.content().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    Image now = now(plan.request().target().name());
    if (now.equals(plan.before())) {
      return Inspection.BEFORE;
    }
    return now.equals(plan.after()) ? Inspection.AFTER : Inspection.OTHER;
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    change(plan.request().target().name(), plan.before(), plan.after());
    return "";
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    change(plan.request().target().name(), plan.after(), plan.before());
  }

  private void change(String logger, Image expected, Image next) {
    if (!now(logger).equals(expected)) {
      throw new Refused(
          BlockReason.WORLD_MOVED_ON,
          "The level of " + logger + " was changed by somebody else at this moment",
          "Plan it again");
    }
    levels.set(logger, text(next));
  }
}
