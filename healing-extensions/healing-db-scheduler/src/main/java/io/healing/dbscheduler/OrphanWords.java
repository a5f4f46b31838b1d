package io.healing.dbscheduler;

import io.healing.api.Plural;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.dbscheduler.Orphans.Orphan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** The words in which executions are told that nobody seems to run. */
final class OrphanWords {
  /** The finding of an execution for which no sign of life comes. */
  static final String ORPHANED = "db_scheduler.orphaned";

  private OrphanWords() {}

  /** Those of one job, at least one. */
  static Finding orphaned(String job, List<Orphan> rows, Instant now) {
    Orphan longest = rows.stream().max(Comparator.comparing(Orphan::still)).orElseThrow();
    boolean late = longest.until().isBefore(now);
    return Finding.of(ORPHANED, Subject.job(job), message(job, rows, longest, late))
        .withType(ErrorType.DEPENDENCY_FAILURE)
        .withSeverity(late ? ErrorSeverity.HIGH : ErrorSeverity.MEDIUM)
        .withHint(hint(late))
        .explaining(FaultWords.MISSED)
        .withEvidence("count", Integer.toString(rows.size()))
        .withEvidence("picked_by", longest.row().owner());
  }

  private static String message(String job, List<Orphan> rows, Orphan longest, boolean late) {
    return "No sign of life comes for "
        + Plural.of(rows.size(), "execution")
        + " of job "
        + job
        + ", for "
        + FaultWords.time(longest.still())
        + " for "
        + longest.row().instance()
        + ", which "
        + longest.row().owner()
        + " picked; a scheduler with the task "
        + (late ? "was to take it over by " : "takes it over by ")
        + longest.until().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String hint(boolean late) {
    return late
        ? "No scheduler that has the task lives, or it keeps failing: start one, or look at its"
            + " log."
        : "Its process died, stands still, or has more picked than threads. Nothing is to be done"
            + " for the execution: when it is taken over, its DeadExecutionHandler decides, and"
            + " where nothing else is said it runs again.";
  }
}
