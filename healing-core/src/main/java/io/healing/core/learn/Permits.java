package io.healing.core.learn;

import io.healing.api.decide.BlockReason;

/** Which setting would have allowed what was not done. */
final class Permits {
  private Permits() {}

  /** The setting with the value that would have allowed it; empty where none would. */
  static String setting(BlockReason reason, String actionType) {
    return switch (reason) {
      case OFF -> "self_healing.enabled: true";
      case JOB_OFF -> "the job's self_healing.enabled: true";
      case REMEDIATION_OFF -> "the job's self_healing.remediation.enabled: true";
      case TYPE_NOT_ALLOWED ->
          "the job's self_healing.remediation.allowed_actions with " + actionType;
      case APPROVAL_REQUIRED -> "the job's self_healing.remediation.require_approval: false";
      case RISK -> "a higher suggestions.min_severity_for_approval of the job";
      case ROLLBACK_OFF -> "self_healing.recovery.rollback_enabled: true";
      case SCALING_OFF -> "self_healing.recovery.auto_scaling_enabled: true";
      case NOT_REPEATABLE -> "the job's repeatable: true";
      case NOT_AUTO_APPLIED -> "the job's suggestions.auto_apply: true";
      case SECURITY -> "the job's suggestions.auto_apply_categories with security";
      case LOW_CONFIDENCE -> "a lower self_healing.learning.confidence_threshold";
      case COOL_DOWN -> "a shorter self_healing.limits.cool_down";
      case ATTEMPTS_USED -> "a higher remediation.max_attempts";
      case BREAKER_OPEN -> "a higher self_healing.limits.breaker_failures";
      case RATE_LIMIT -> "a higher self_healing.limits.actions_per_hour";
      case BLAST_RADIUS -> "higher self_healing.limits.blast_radius_subjects and _percent";
      case PAUSED -> "no pause";
      case MAINTENANCE -> "no maintenance window at that time";
      default -> "";
    };
  }
}
