package io.healing.core.learn;

import io.healing.api.act.VerificationState;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One action whose outcome is known.
 *
 * @param actionType the word of what was done
 * @param errorType the type of error that it was to mend, or null when it mended no incident
 * @param severity how urgent that was, or null when it mended no incident
 * @param repair how it went; a change that could not be made is ineffective
 * @param executed how long the change itself took, or null where that is not known
 * @param timedOut whether the change itself did not end within its limit of time
 * @param words what was told of it: the fault of the change, or what answered whether it helped
 */
public record Trial(
    String actionType,
    @Nullable ErrorType errorType,
    @Nullable ErrorSeverity severity,
    Repair repair,
    @Nullable Duration executed,
    boolean timedOut,
    String words) {

  boolean verified() {
    return repair.state() == VerificationState.VERIFIED;
  }
}
