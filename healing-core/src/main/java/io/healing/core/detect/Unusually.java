package io.healing.core.detect;

import io.healing.api.PluginState;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunOutcome;
import io.healing.api.review.LogTemplateKind;
import io.healing.core.logs.LogPattern;
import io.healing.core.logs.LogPatterns;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** What is unusual in the logs of jobs, kept between the looks of a monitor. */
final class Unusually {
  private static final int FORM = 1;
  private static final int MOST = 5;

  /** Said of a run that ended well. */
  private static final String FINDING = "job.unusual_log";

  private static final List<LogTemplateKind> KINDS =
      List.of(LogTemplateKind.NEW, LogTemplateKind.RECURRING, LogTemplateKind.BURST);

  private Unusually() {}

  /**
   * What is unusual in a log.
   *
   * @param leftOut what is not remembered, so that nothing is called new; empty when all is
   */
  record Logged(List<LogPattern> unusual, String leftOut) {
    static final Logged NOTHING = new Logged(List.of(), "");
  }

  /**
   * Takes in the log of a job's last run and says what is unusual in it: in a failed run whatever
   * good runs do not log like this, in a good one what is worth telling although it ended well.
   */
  static Logged logged(JobSnapshot job, JobRun run, Sight sight) {
    if (run.logTail().isEmpty() || !judged(run)) {
      return Logged.NOTHING;
    }
    LogPatterns patterns = sight.state(job).map(Unusually::known).orElseGet(LogPatterns::new);
    boolean good = run.outcome() == RunOutcome.SUCCESS;
    List<LogPattern> unusual =
        patterns.told(new LogPatterns.Run(run.id(), good, run.startedAt()), run.logTail());
    String text = Base64.getEncoder().encodeToString(patterns.state());
    sight.keep(job, new PluginState(FORM, text));
    return new Logged(good ? patterns.worthTelling() : unusual, patterns.leftOut().orElse(""));
  }

  /** A run that was cancelled or orphaned was cut off and tells of neither good nor bad. */
  private static boolean judged(JobRun run) {
    return run.outcome() == RunOutcome.SUCCESS || run.outcome() == RunOutcome.FAILURE;
  }

  /** What cannot be read, as of a newer release, is learned anew. */
  private static LogPatterns known(PluginState state) {
    try {
      return LogPatterns.restored(Base64.getDecoder().decode(state.text()));
    } catch (IllegalArgumentException e) {
      // Only what was learned is lost, and what is kept next replaces it; the failure must be told.
      return new LogPatterns();
    }
  }

  /**
   * Adds {@code log_new}, {@code log_recurring} and {@code log_burst}, 5 lines of each, and {@code
   * log_left_out} where what is new cannot be told.
   */
  static Finding evidence(Finding finding, Logged logged) {
    Finding with =
        logged.leftOut.isEmpty() ? finding : finding.withEvidence("log_left_out", logged.leftOut);
    for (LogTemplateKind kind : KINDS) {
      String words =
          logged.unusual.stream()
              .filter(pattern -> pattern.kind() == kind)
              .limit(MOST)
              .map(LogPattern::words)
              .collect(Collectors.joining("\n"));
      with = words.isEmpty() ? with : with.withEvidence("log_" + kind.word(), words);
    }
    return with;
  }

  /** The finding that a run ended well and logged what it usually does not. */
  static Finding finding(JobSnapshot job, JobRun run, Logged logged) {
    List<LogPattern> unusual = logged.unusual;
    LogPattern first = unusual.get(0);
    String more = unusual.size() > 1 ? "; and " + (unusual.size() - 1) + " more" : "";
    Finding finding =
        Finding.of(
                FINDING,
                job.subject(),
                "The last run of %s ended well, but its log is unusual: %s%s"
                    .formatted(job.definition().name(), first.words(), more))
            .withSeverity(ErrorSeverity.LOW)
            .withHint("Look whether it did its work; what it goes on logging becomes usual.")
            .withEvidence("run", Long.toString(run.id()));
    return evidence(finding, logged);
  }
}
