package io.healing.core;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import io.healing.api.act.ActionPlan;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.Finding;
import io.healing.api.environment.DoctorScope;
import io.healing.core.act.Situation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans what would mend the findings of the environment's checks. Reads only. */
final class Mending {
  private final Practice practice;
  private final Checkup checkup;
  private final DoctorScope scope;
  private final SaidNo saidNo;
  private final Map<ActionRequest, Step> planned = new LinkedHashMap<>();

  /**
   * One change that would help.
   *
   * @param finding the first finding that wants it
   * @param plan exactly what would change, or null
   * @param refusal why there is no plan; empty when there is one
   */
  record Step(Finding finding, ActionRequest wish, @Nullable ActionPlan plan, String refusal) {
    String words() {
      return plan == null ? refusal : plan.summary();
    }
  }

  /**
   * What is to be done about one finding.
   *
   * @param steps in the order in which they are to be made; empty when only a person can mend it
   * @param left why it is not to be mended although it could be; empty when it is
   */
  record Remedy(Finding finding, List<Step> steps, String left) {
    boolean possible() {
      return !steps.isEmpty() && steps.stream().allMatch(step -> step.plan() != null);
    }

    boolean wanted() {
      return possible() && left.isEmpty();
    }
  }

  Mending(Practice practice, Checkup checkup, DoctorScope scope) {
    this.practice = practice;
    this.checkup = checkup;
    this.scope = scope;
    saidNo = new SaidNo(practice);
  }

  /** What would mend a finding. The same change is planned once, whoever wants it. */
  Remedy remedy(EnvironmentCheck check, Finding finding) {
    List<ActionRequest> wishes;
    try {
      wishes = check.mends(finding, checkup.request(check));
    } catch (RuntimeException | LinkageError e) {
      String why =
          practice.redactor().apply(check.id() + " could not say what would mend it: " + e);
      return new Remedy(finding, List.of(), why);
    }
    List<Step> steps = new ArrayList<>();
    for (ActionRequest wish : wishes) {
      Step step = planned.computeIfAbsent(wish, unused -> step(finding, wish));
      steps.add(step);
      if (step.plan() == null) {
        break;
      }
    }
    return new Remedy(finding, steps, left(finding, wishes));
  }

  private String left(Finding finding, List<ActionRequest> wishes) {
    if (!scope.mends(finding.id())) {
      return "Left out: only " + String.join(", ", scope.codes()) + " is to be mended";
    }
    boolean installs = wishes.stream().anyMatch(wish -> wish.target().scheme().equals("command"));
    return installs && !scope.install() ? "Left out: packages are installed only when asked" : "";
  }

  private Step step(Finding finding, ActionRequest wish) {
    try {
      Situation situation = practice.rooms().situations().of(finding.subject());
      ActionPlan plan = practice.rooms().acting().plan(situation, wish);
      return saidNo
          .to(finding, plan)
          .map(no -> new Step(finding, wish, null, practice.redactor().apply(no)))
          .orElseGet(() -> new Step(finding, wish, plan, ""));
    } catch (HealingException e) {
      return new Step(finding, wish, null, practice.redactor().apply(e.inOneLine()));
    }
  }

  /**
   * The same step planned on the world as it is now, after others were made. Only a plan that says
   * the same to a person may take the place of the one that was shown.
   */
  Step again(Step step) {
    Step now = step(step.finding(), step.wish());
    boolean same = now.plan() == null || now.words().equals(step.words());
    return same
        ? now
        : new Step(
            step.finding(),
            step.wish(),
            null,
            "not done: it would now be \"" + now.words() + "\". Run it again");
  }

  /** Every change that is to be made, each once, in order. */
  static List<Step> inOrder(List<Remedy> remedies) {
    return remedies.stream()
        .filter(Remedy::wanted)
        .flatMap(remedy -> remedy.steps().stream())
        .distinct()
        .toList();
  }

  /** Why a finding's change has no plan. */
  static Optional<String> refusal(Remedy remedy) {
    return remedy.steps().stream()
        .filter(step -> step.plan() == null)
        .map(Step::refusal)
        .findFirst();
  }
}
