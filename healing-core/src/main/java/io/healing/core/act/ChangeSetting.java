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
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.review.SuggestionSeverity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Changes a number of the running program: the size of a pool, the bound of a queue, a time limit,
 * a sampling rate. The old value is kept, and put back as long as nobody changed it since.
 */
final class ChangeSetting implements InThisProcess {
  private static final List<ActionType> TYPES =
      List.of(
          ActionType.SCALE_RESOURCES,
          ActionType.INCREASE_RESOURCES,
          ActionType.ADJUST_TIMEOUT,
          ActionType.ENABLE_MONITORING);

  private final Dials dials;

  ChangeSetting(Dials dials) {
    this.dials = dials;
  }

  @Override
  public String id() {
    return "healing.change-setting";
  }

  @Override
  public Set<Ability> abilities() {
    return dials.schemes().stream()
        .flatMap(scheme -> TYPES.stream().map(type -> new Ability(type, scheme, Undo.EXACT)))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    ActionRequest wish = dials.canonical(request.wish());
    Dial dial = dials.get(wish);
    double old = dial.value();
    double next = Amount.next(wish, old, dial.least(), dial.most());
    refuseUseless(wish, dial, old, next);
    return ActionPlan.of(wish, words(dial, old, next) + ForTime.words(wish))
        .withUndo(Undo.EXACT)
        .withRisk(dial.bounded() ? SuggestionSeverity.LOW : SuggestionSeverity.MEDIUM)
        .withImages(image(old), image(next));
  }

  private static String words(Dial dial, double old, double next) {
    String end = next == dial.most() ? ", the most that it may be" : "";
    String least = next == dial.least() ? ", the least that it may be" : end;
    return "Change "
        + dial.words()
        + " from "
        + Amount.text(old)
        + " to "
        + Amount.text(next)
        + least;
  }

  private static void refuseUseless(ActionRequest wish, Dial dial, double old, double next) {
    if (old == next) {
      throw useless(wish, dial, old);
    }
    if (wish.type().equals(ActionType.INCREASE_RESOURCES) && next < old) {
      throw new HealingException(
          wish
              + " would change "
              + Amount.text(old)
              + " to "
              + Amount.text(next)
              + ", which is less",
          "Ask for more, or for scale_resources");
    }
  }

  /** What a factor would go beyond is a bound; else it is as it is wanted. */
  private static HealingException useless(ActionRequest wish, Dial dial, double old) {
    String words = dial.words() + " is " + Amount.text(old) + " already";
    boolean bound = old == dial.most() || old == dial.least();
    return bound && wish.parameter("factor").isPresent()
        ? new HealingException(words, "That is its bound; widen it where it is registered")
        : Refused.alreadySo(words);
  }

  private static Image image(double value) {
    return Image.of(Amount.text(value));
  }

  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    Image now = image(dials.get(plan.request()).value());
    if (now.equals(plan.before())) {
      return Inspection.BEFORE;
    }
    return now.equals(plan.after()) ? Inspection.AFTER : Inspection.OTHER;
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    change(plan, plan.before(), plan.after());
    return "";
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    change(plan, plan.after(), plan.before());
  }

  private void change(ActionPlan plan, Image expected, Image next) {
    Dial dial = dials.get(plan.request());
    if (!image(dial.value()).equals(expected)) {
      throw new Refused(
          BlockReason.WORLD_MOVED_ON,
          dial.words() + " was changed by somebody else at this moment; it was left alone",
          "Plan it again");
    }
    dial.change(number(next));
    double now = dial.value();
    if (!image(now).equals(next)) {
      throw new IllegalStateException(
          dial.words()
              + " was set to "
              + text(next)
              + " and is "
              + Amount.text(now)
              + " all the same");
    }
  }

  private static double number(Image image) {
    return Double.parseDouble(text(image));
  }

  private static String text(Image image) {
    return new String(image.content().orElseThrow(), StandardCharsets.UTF_8);
  }
}
