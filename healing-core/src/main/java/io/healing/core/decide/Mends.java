package io.healing.core.decide;

import static java.util.Map.entry;

import io.healing.api.Subject;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Deed;
import io.healing.api.decide.Ways;
import java.util.Map;

/** What a person can do about each reason. */
final class Mends {
  private static final String RETRY = "{retry}";
  private static final String LIFT = "{lift}";
  private static final String RESUME = "{resume}";
  private static final String DOCTOR = "{doctor}";

  private static final Map<BlockReason, String> BY_REASON =
      Map.ofEntries(
          entry(BlockReason.OFF, "Set self_healing.enabled: true at the root of the file."),
          entry(
              BlockReason.JOB_OFF, "Set self_healing.enabled: true below the job, or approve it."),
          entry(
              BlockReason.PAUSED, "Resume when the reason for the pause is over: " + RESUME + "."),
          entry(BlockReason.MAINTENANCE, "Wait for its end, or change self_healing.maintenance."),
          entry(
              BlockReason.STORE_NOT_WRITABLE,
              "Give Healing a database file that it can write (store.path)."),
          entry(BlockReason.RETRY_PENDING, "Wait for the last retry of the runner."),
          entry(BlockReason.BUSY, "Wait until that one has been dealt with."),
          entry(BlockReason.NO_DIAGNOSIS, "Look at the log and the evidence of the incident."),
          entry(BlockReason.ADVICE_ONLY, "Follow the advice of the suggestion by hand."),
          entry(
              BlockReason.LOW_CONFIDENCE,
              "Approve it if you are sure, or lower learning.confidence_threshold."),
          entry(BlockReason.NOT_WORTH_ACTING, "Approve it if it should be done all the same."),
          entry(BlockReason.REMEDIATION_OFF, "Set remediation.enabled: true, or approve it."),
          entry(
              BlockReason.TYPE_NOT_ALLOWED,
              "Add the type to remediation.allowed_actions, or approve it."),
          entry(
              BlockReason.APPROVAL_REQUIRED,
              "Approve it, or set remediation.require_approval: false."),
          entry(BlockReason.RISK, "Approve it, or raise suggestions.min_severity_for_approval."),
          entry(
              BlockReason.ROLLBACK_OFF,
              "Approve it, or set self_healing.recovery.rollback_enabled."),
          entry(
              BlockReason.SCALING_OFF,
              "Approve it, or set self_healing.recovery.auto_scaling_enabled."),
          entry(BlockReason.IRREVERSIBLE, "Approve it if it may be done without a way back."),
          entry(
              BlockReason.NOT_REPEATABLE,
              "Approve it if the job may be run again, or declare it repeatable."),
          entry(
              BlockReason.NOT_AUTO_APPLIED,
              "Approve it, or name its category in suggestions.auto_apply_categories."),
          entry(
              BlockReason.SECURITY,
              "Approve it, or name security in suggestions.auto_apply_categories."),
          entry(BlockReason.COOL_DOWN, "Wait, or approve it to have it done now."),
          entry(
              BlockReason.ATTEMPTS_USED,
              "Find the cause by hand, then allow new attempts: " + RETRY + "."),
          entry(
              BlockReason.BREAKER_OPEN,
              "Find the cause by hand, then allow one more try: " + RETRY + "."),
          entry(BlockReason.RATE_LIMIT, "Wait, or raise limits.actions_per_hour."),
          entry(
              BlockReason.BLAST_RADIUS,
              "Look for a common cause, or raise limits.blast_radius_subjects."),
          entry(BlockReason.STORM, "Mend the common cause; the rest goes on when it is quiet."),
          entry(
              BlockReason.CONSEQUENCE,
              "Mend the trouble that is named; this one is looked at again when that is over."),
          entry(BlockReason.TARGET_CONTESTED, "Approve it if the other change may be replaced."),
          entry(BlockReason.GUARDED, "Change it by hand, or remove what the guard names."),
          entry(BlockReason.WORLD_MOVED_ON, "Look at the new plan and decide on that."),
          entry(BlockReason.ALREADY_SO, "Look for another cause: this one is mended already."),
          entry(
              BlockReason.REJECTED_BEFORE,
              "Lift the rejection, by the suggestion's id, if it should be proposed again: "
                  + LIFT
                  + "."),
          entry(
              BlockReason.NO_REMEDIATOR,
              "Do it by hand, or register what can: for a job that is to be run a JobControl, or"
                  + " run it on an observed executor with scheduleAtFixedRate; else a remediator."),
          entry(BlockReason.EXPIRED, "Wait for it to be proposed again, or ask for a review."),
          entry(BlockReason.CLEAR, "Nothing has to be done."),
          entry(
              BlockReason.PROCEDURE_STOPPED,
              "Look at what stopped it; its steps are in self_healing.recovery_procedures."),
          entry(
              BlockReason.TOO_FEW_RUNS,
              "Wait for the next due time, lower review_schedule.min_runs, or ask for a review."),
          entry(BlockReason.UNKNOWN, "Use a newer release of Healing to read it."));

  /** Where the key of what is no job is another one than a job's. */
  private static final Map<BlockReason, String> OF_NO_JOB =
      Map.of(
          BlockReason.JOB_OFF,
          "Approve it, or let the doctor mend what is declared: " + DOCTOR + ".",
          BlockReason.REMEDIATION_OFF,
          "Set self_healing.remediation.enabled: true, or approve it.",
          BlockReason.TYPE_NOT_ALLOWED,
          "Add the type to self_healing.remediation.allowed_actions, or approve it.",
          BlockReason.APPROVAL_REQUIRED,
          "Approve it, or set self_healing.remediation.require_approval: false.",
          BlockReason.RISK,
          "Approve it, or raise self_healing.host.min_severity_for_approval.");

  private Mends() {}

  /**
   * In one sentence; it names the way where there is one.
   *
   * @param topic what was decided on: the id of an incident, or another word
   */
  static String of(BlockReason reason, Subject subject, String topic, Ways ways) {
    String ofJob = BY_REASON.getOrDefault(reason, "");
    String mend = subject.isJob() ? ofJob : OF_NO_JOB.getOrDefault(reason, ofJob);
    return switch (reason) {
      case ATTEMPTS_USED, BREAKER_OPEN ->
          mend.replace(RETRY, ways.to(Deed.of(Deed.Kind.RETRY, id("i-", topic))));
      case REJECTED_BEFORE -> mend.replace(LIFT, ways.to(Deed.of(Deed.Kind.LIFT, id("s", topic))));
      case PAUSED -> mend.replace(RESUME, ways.to(Deed.of(Deed.Kind.RESUME)));
      case JOB_OFF -> subject.isJob() ? mend : mend.replace(DOCTOR, doctor(ways));
      default -> mend;
    };
  }

  private static String doctor(Ways ways) {
    return ways.to(Deed.of(Deed.Kind.DOCTOR));
  }

  private static String id(String kind, String topic) {
    return topic.matches(kind + "[0-9a-f]+") ? topic : "ID";
  }
}
