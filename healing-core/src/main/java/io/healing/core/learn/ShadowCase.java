package io.healing.core.learn;

import io.healing.api.act.Verification;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobRun;
import io.healing.api.store.SuggestionEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change with a plan that Healing did not make by itself, and what was seen since.
 *
 * @param suggestion the change
 * @param incident what it was to mend, or null when it mends no incident
 * @param blockedBy why it was not made, or null where no decision is kept
 * @param settle how soon after the proposal nothing could have been mended
 * @param made the same change that was made after all, the oldest first
 * @param target how the target stands
 * @param runs the runs of the job that began after the proposal and ended, the oldest first
 * @param otherChange what else was changed between the proposal and the first of these runs; empty
 *     where nothing was, and where the proposal is not to run the job again
 */
public record ShadowCase(
    SuggestionEntry suggestion,
    @Nullable Incident incident,
    @Nullable BlockReason blockedBy,
    Duration settle,
    List<Made> made,
    TargetState target,
    List<JobRun> runs,
    String otherChange) {

  /** Copies the lists. */
  public ShadowCase {
    made = List.copyOf(made);
    runs = List.copyOf(runs);
  }

  /**
   * The same change, made after all.
   *
   * @param action the number of the action
   * @param by the rule or the person behind it
   * @param verification whether it helped
   */
  public record Made(long action, String by, Verification verification) {}

  /**
   * How a target stands against a plan.
   *
   * @param look what it looks like
   * @param since since when it has what the plan wanted; null unless it has
   */
  public record TargetState(Look look, @Nullable Instant since) {
    /** It cannot be told. */
    public static TargetState unknown() {
      return new TargetState(Look.UNKNOWN, null);
    }
  }

  /** What a target looks like. */
  public enum Look {
    /** As before the plan. */
    BEFORE,
    /** As after it. */
    AFTER,
    /** Otherwise. */
    OTHER,
    /** It cannot be told. */
    UNKNOWN
  }
}
