package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Undo;
import io.healing.api.review.SuggestionSeverity;
import java.nio.file.Path;
import java.util.Set;

/**
 * Changes one number in a configuration file of a job, by its {@code key}, and keeps every other
 * byte of it.
 */
final class EditNumber extends ContentChange {

  @Override
  public String id() {
    return "healing.edit-number";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(new Ability(ActionType.ADJUST_TIMEOUT, "file", Undo.EXACT));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    ActionRequest wish = request.wish();
    Path file = FileTarget.path(request);
    Image before = new AtomicFile(file, step -> {}).read();
    String text = text(file, before);
    String key =
        wish.parameter("key")
            .orElseThrow(
                () ->
                    new HealingException(
                        wish + " needs a \"key\"", "Give its names from the top joined by dots"));
    NumberPlace place = NumberFinder.find(file, text, key);
    double next =
        Amount.next(wish, place.value(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    refuseUseless(key, place, next);
    String changed = place.replaced(text, next);
    return ActionPlan.of(
            FileTarget.canonical(request, file),
            "Change "
                + key
                + " in "
                + file
                + " from "
                + place.words(place.value())
                + " to "
                + place.words(next))
        .withUndo(Undo.EXACT)
        .withRisk(SuggestionSeverity.MEDIUM)
        .withImages(before, Image.of(changed));
  }

  private static String text(Path file, Image before) {
    byte[] bytes =
        before
            .content()
            .orElseThrow(() -> new HealingException("There is no file " + file, "Create it first"));
    return Texts.decoded(bytes)
        .orElseThrow(() -> new HealingException(file + " is no UTF-8 text", "Change it by hand"));
  }

  private static void refuseUseless(String key, NumberPlace place, double next) {
    if (next == place.value()) {
      throw Refused.alreadySo(key + " is " + place.words(next) + " already");
    }
    if (next < 0 && place.value() >= 0) {
      throw new HealingException(
          key + " would become " + place.words(next), "Give a number that is not below 0");
    }
  }
}
