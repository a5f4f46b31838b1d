package io.healing.core.decide;

import io.healing.api.ActionType;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.diagnose.DiagnosisConfidence;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.core.decide.Deciding.Asked;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether it is worth acting, and allowed without a person. */
final class PermissionGates {
  static final List<Gate> IN_ORDER =
      List.of(
          gate(BlockReason.JOB_OFF, PermissionGates::jobOff, Gate.ASK),
          gate(BlockReason.REJECTED_BEFORE, Gate.fact(BlockReason.REJECTED_BEFORE), Gate.IGNORE),
          gate(BlockReason.TARGET_CONTESTED, Gate.fact(BlockReason.TARGET_CONTESTED), Gate.ASK),
          gate(BlockReason.LOW_CONFIDENCE, PermissionGates::unsure, Gate.ESCALATE_TROUBLE),
          gate(
              BlockReason.NOT_WORTH_ACTING,
              Gate.REACTIVE,
              PermissionGates::notWorthIt,
              Gate.ESCALATE_TROUBLE),
          gate(BlockReason.REMEDIATION_OFF, PermissionGates::remediationOff, Gate.ASK),
          gate(BlockReason.TYPE_NOT_ALLOWED, PermissionGates::typeNotAllowed, Gate.ASK),
          gate(BlockReason.APPROVAL_REQUIRED, PermissionGates::approvalRequired, Gate.ASK),
          gate(BlockReason.SECURITY, PermissionGates::unnamedSecurity, Gate.ASK),
          gate(
              BlockReason.NOT_AUTO_APPLIED,
              Gate.PROACTIVE,
              PermissionGates::notAutoApplied,
              Gate.ASK),
          gate(BlockReason.RISK, PermissionGates::tooRisky, Gate.ASK),
          gate(BlockReason.IRREVERSIBLE, PermissionGates::irreversible, Gate.ASK),
          gate(BlockReason.ROLLBACK_OFF, PermissionGates::rollbackOff, Gate.ASK),
          gate(BlockReason.SCALING_OFF, PermissionGates::scalingOff, Gate.ASK),
          gate(BlockReason.NOT_REPEATABLE, PermissionGates::notRepeatable, Gate.ASK));

  private PermissionGates() {}

  private static Gate gate(BlockReason reason, Gate.Check check, Gate.Answer answer) {
    return gate(reason, Gate.ALONE, check, answer);
  }

  private static Gate gate(
      BlockReason reason, Set<Asked> holdsFor, Gate.Check check, Gate.Answer answer) {
    return new Gate(reason, holdsFor, check, answer);
  }

  private static Optional<String> jobOff(View view) {
    return Gate.when(
        !view.question().config().enabled(),
        "self_healing.enabled of " + view.question().subject() + " is false");
  }

  private static Optional<String> unsure(View view) {
    double bar = view.root().learning().confidenceThreshold();
    double sure = view.wish().confidence();
    return Gate.when(
        !(sure >= bar),
        "confidence "
            + Math.round(sure * 100) / 100.0
            + ", learning.confidence_threshold is "
            + bar);
  }

  /** Critical and medium trouble need a high confidence, high trouble a medium one; low never. */
  private static Optional<String> notWorthIt(View view) {
    ErrorSeverity urgency = view.urgency();
    DiagnosisConfidence level = DiagnosisConfidence.of(view.wish().confidence());
    boolean worth =
        switch (urgency) {
          case LOW -> false;
          case HIGH -> level.compareTo(DiagnosisConfidence.MEDIUM) >= 0;
          case MEDIUM, CRITICAL -> level.compareTo(DiagnosisConfidence.HIGH) >= 0;
        };
    return Gate.when(!worth, "severity " + urgency.word() + ", confidence " + level.word());
  }

  private static Optional<String> remediationOff(View view) {
    String of = view.question().subject().isJob() ? "" : "self_healing.";
    return Gate.when(!view.remediation().enabled(), of + "remediation.enabled is false");
  }

  private static Optional<String> typeNotAllowed(View view) {
    ActionType type = view.wish().type();
    List<String> allowed = view.remediation().allowedActions();
    boolean listed = type != null && allowed.contains(type.word());
    return Gate.when(!listed, type + " is not among " + allowed);
  }

  private static Optional<String> approvalRequired(View view) {
    return Gate.when(view.remediation().requireApproval(), "remediation.require_approval is true");
  }

  private static Optional<String> unnamedSecurity(View view) {
    boolean security = view.wish().category() == SuggestionCategory.SECURITY;
    return Gate.when(
        security && !named(view), "suggestions.auto_apply_categories does not name security");
  }

  private static boolean named(View view) {
    return view.question()
        .config()
        .suggestions()
        .autoApplyCategories()
        .contains(view.wish().category());
  }

  /** A category of a newer release may be about security: no setting lets it through. */
  private static Optional<String> notAutoApplied(View view) {
    SuggestionBehaviorConfig config = view.question().config().suggestions();
    SuggestionCategory category = view.wish().category();
    boolean known = category != SuggestionCategory.UNKNOWN;
    return Gate.when(
        !(known && (config.autoApply() || named(view))),
        "auto_apply is "
            + config.autoApply()
            + " and auto_apply_categories does not name "
            + category.word());
  }

  private static Optional<String> tooRisky(View view) {
    SuggestionSeverity bar = view.question().config().suggestions().minSeverityForApproval();
    SuggestionSeverity risk = view.wish().severity();
    return Gate.when(
        !risk.below(bar), "risk " + risk.word() + ", min_severity_for_approval is " + bar.word());
  }

  private static Optional<String> irreversible(View view) {
    Undo undo = view.wish().undo();
    return Gate.when(
        undo != Undo.EXACT && undo != Undo.NOT_NEEDED, "undo of the plan is " + undo.word());
  }

  private static Optional<String> rollbackOff(View view) {
    boolean needed = view.wish().undo() == Undo.EXACT;
    return Gate.when(
        needed && !view.root().recovery().rollbackEnabled(), "undo of the plan is exact");
  }

  private static Optional<String> scalingOff(View view) {
    ActionType type = view.wish().type();
    boolean scales =
        ActionType.SCALE_RESOURCES.equals(type) || ActionType.INCREASE_RESOURCES.equals(type);
    return Gate.when(
        scales && !view.root().recovery().autoScalingEnabled(), type + " scales resources");
  }

  private static Optional<String> notRepeatable(View view) {
    ActionType type = view.wish().type();
    return view.question()
        .facts()
        .words(BlockReason.NOT_REPEATABLE)
        .filter(words -> type != null && type.runsJobAgain());
  }
}
