package io.healing.api.decide;

import io.healing.api.WireWord;

/** Why nothing is done now. Each is stored when the answer changes, and told by {@code why}. */
public enum BlockReason implements WireWord {
  /** Healing as a whole is switched off. */
  OFF("Healing is switched off"),
  /** This job's healing is not switched on. */
  JOB_OFF("healing is not switched on for this job"),
  /** A person paused all automatic changes. */
  PAUSED("a person paused all automatic changes"),
  /** Now is a maintenance window. */
  MAINTENANCE("now is a maintenance window"),
  /** The store is not durable or cannot be written. */
  STORE_NOT_WRITABLE("the store is not durable or cannot be written, so nothing may be changed"),
  /** The runner will try again by itself. */
  RETRY_PENDING("the job's runner will try again by itself"),
  /** Another action or review has this incident or target in hand. */
  BUSY("something else on the same subject or target comes first"),
  /** Too little is known of the cause. */
  NO_DIAGNOSIS("the cause is not known"),
  /** An analyzer knows the cause, but there is nothing a program should do. */
  ADVICE_ONLY("this needs a person: no program should mend it"),
  /** The confidence is below the threshold. */
  LOW_CONFIDENCE("the diagnosis is not sure enough"),
  /** The severity and the confidence together do not make it worth acting. */
  NOT_WORTH_ACTING("severity and confidence together do not make it worth acting"),
  /** Changes are switched off for this job, or for what is no job. */
  REMEDIATION_OFF("changes are switched off"),
  /** The type of action is not allowed for this job. */
  TYPE_NOT_ALLOWED("this type of action is not in remediation.allowed_actions"),
  /** The job wants every change approved. */
  APPROVAL_REQUIRED("every change of it is to be approved"),
  /** The risk of the change is at or above the bar. */
  RISK("the risk of the change is at or above min_severity_for_approval"),
  /** It would need to be taken back if it does not help, and that is switched off. */
  ROLLBACK_OFF("taking back what does not help is switched off (recovery.rollback_enabled: false)"),
  /** More resources are not given automatically. */
  SCALING_OFF("resources are not scaled automatically (recovery.auto_scaling_enabled: false)"),
  /** The change cannot be undone. */
  IRREVERSIBLE("the change cannot be undone"),
  /** The job may not be run again without asking. */
  NOT_REPEATABLE("the job may not be run again without asking (repeatable: false)"),
  /** Proactive suggestions are not applied automatically. */
  NOT_AUTO_APPLIED("suggestions of a review wait for a person (suggestions.auto_apply)"),
  /** A suggestion about security is applied automatically only when its category is named. */
  SECURITY("a change about security is automatic only where its category is named"),
  /** The last attempt on this incident is too recent. */
  COOL_DOWN("the last attempt is too recent"),
  /** All attempts are used up. */
  ATTEMPTS_USED("all attempts for this incident are used up"),
  /** Repairs did not help; a person must look. */
  BREAKER_OPEN("repairs of this incident did not help, so automatic repair is stopped"),
  /** Too many actions in the last hour. */
  RATE_LIMIT("too many actions in the last hour"),
  /** Too many subjects would be changed within an hour. */
  BLAST_RADIUS("too many subjects were changed within an hour"),
  /** Many subjects became sick at once. */
  STORM("many jobs became sick at once, so only their common cause may be mended"),
  /** Another trouble explains it, and only that one is dealt with. */
  CONSEQUENCE("it follows from another trouble, which comes first"),
  /** Somebody changed the target after our action. */
  TARGET_CONTESTED("somebody changed the target after our last action on it"),
  /** The file guard refuses the target. */
  GUARDED("the target may not be changed"),
  /** The plan no longer fits the world. */
  WORLD_MOVED_ON("the target changed since the plan was made"),
  /** There is nothing to change. */
  ALREADY_SO("the target is as wanted already"),
  /** A person has said no to this. */
  REJECTED_BEFORE("a person rejected this suggestion before"),
  /** No living remediator can do this. */
  NO_REMEDIATOR("nobody here can do this type of action on this kind of target"),
  /** The suggestion or its approval has expired. */
  EXPIRED("the suggestion has expired"),
  /** The finding is no longer true. */
  CLEAR("the finding is no longer true"),
  /** A recovery procedure did not come to its end. */
  PROCEDURE_STOPPED("the recovery procedure did not come to a good end"),
  /** Too few runs ended since the last review. */
  TOO_FEW_RUNS("too few runs ended since the last review"),
  /** A stored word of a newer release; read, never written. */
  UNKNOWN("the reason is of a newer release");

  private final String sentence;

  BlockReason(String sentence) {
    this.sentence = sentence;
  }

  /** The reason as a half-sentence for a person. */
  public String sentence() {
    return sentence;
  }
}
