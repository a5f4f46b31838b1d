package io.healing.core.diagnose;

import io.healing.api.detect.Finding;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Evidence;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a sick subject says: the error of its failed run and the causes of it, what the findings
 * say, and the end of the log, the most telling lines first.
 */
final class Symptoms {
  private static final Set<String> FAILURES =
      Set.of("job.failed", "job.failing", "job.sla", "job.too_fast", "job.too_small");
  private static final int LOG_OF_COMMAND = 40;
  private static final int LOG_OF_PROGRAM = 15;
  private static final int LONGEST_LINE = 2_000;
  private static final int QUOTED = 300;
  private static final double SAID_ASIDE = 0.8;

  private final List<Finding> findings;
  private final @Nullable JobRun failed;
  private final List<Line> lines;

  /**
   * A line that was said.
   *
   * @param kind where: error, run or log
   * @param text what, at most 2,000 characters
   * @param weight how much it counts: 1, or less where a log only mentions it beside another error
   */
  record Line(String kind, String text, double weight) {
    Evidence evidence() {
      return new Evidence(kind, quote(text));
    }
  }

  /** A line in which something was recognised. */
  record Hit(Line line, Matcher matcher) {}

  private Symptoms(List<Finding> findings, @Nullable JobRun failed) {
    this.findings = findings;
    this.failed = failed;
    this.lines = lines(findings, failed);
  }

  static Symptoms of(AnalysisRequest request) {
    boolean failure = request.findings().stream().map(Finding::id).anyMatch(FAILURES::contains);
    Optional<JobRun> last = request.job().flatMap(JobSnapshot::lastRun);
    JobRun failed = last.filter(run -> failure && run.outcome() == RunOutcome.FAILURE).orElse(null);
    return new Symptoms(request.findings(), failed);
  }

  private static List<Line> lines(List<Finding> findings, @Nullable JobRun failed) {
    List<Line> lines = new ArrayList<>();
    if (failed != null && failed.error() != null) {
      addError(lines, failed.error());
    }
    for (Finding finding : findings) {
      if (!speaks(finding, failed)) {
        continue;
      }
      lines.add(new Line("run", cut(finding.message()), 1));
      finding.evidence().values().forEach(value -> addAll(lines, value));
    }
    if (failed != null) {
      addLog(lines, failed);
    }
    return lines;
  }

  /** What our own findings about a job say is in its runs, which are read themselves. */
  private static boolean speaks(Finding finding, @Nullable JobRun failed) {
    return !finding.id().startsWith("job.") || (failed == null && FAILURES.contains(finding.id()));
  }

  private static void addError(List<Line> lines, RunError error) {
    lines.add(new Line("error", cut(error.line()), 1));
    error
        .stack()
        .lines()
        .filter(line -> line.contains("Caused by"))
        .forEach(line -> lines.add(new Line("error", cut(line), 1)));
  }

  private static void addAll(List<Line> lines, String text) {
    text.lines().limit(LOG_OF_COMMAND).forEach(line -> lines.add(new Line("run", cut(line), 1)));
  }

  /** Newest first. The log of a command is its only voice; beside an exception it says less. */
  private static void addLog(List<Line> lines, JobRun failed) {
    boolean command = failed.error() == null || exited(failed);
    List<String> log = failed.logTail().lines().toList();
    int first = Math.max(0, log.size() - (command ? LOG_OF_COMMAND : LOG_OF_PROGRAM));
    for (int i = log.size() - 1; i >= first; i--) {
      lines.add(new Line("log", cut(log.get(i)), command ? 1 : SAID_ASIDE));
    }
  }

  private static boolean exited(JobRun run) {
    return run.error() != null && run.error().type().equals("exit");
  }

  private static String cut(String line) {
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
  }

  /** A short quotation. */
  static String quote(String text) {
    String bare = text.strip();
    return bare.length() > QUOTED ? bare.substring(0, QUOTED) + "…" : bare;
  }

  /** The run that failed, when that is what is wrong. */
  Optional<JobRun> failed() {
    return Optional.ofNullable(failed);
  }

  /** The finding of this id. */
  Optional<Finding> finding(String id) {
    return findings.stream().filter(finding -> finding.id().equals(id)).findFirst();
  }

  /** The most telling line in which this is found. */
  Optional<Hit> find(Pattern pattern) {
    for (Line line : lines) {
      Matcher matcher = pattern.matcher(line.text());
      if (matcher.find()) {
        return Optional.of(new Hit(line, matcher));
      }
    }
    return Optional.empty();
  }

  /** The stack and the log, in which it may be seen what was being done. */
  String surroundings() {
    if (failed == null) {
      return "";
    }
    String stack = failed.error() == null ? "" : failed.error().stack();
    return stack + "\n" + failed.logTail();
  }

  /** Whether what failed is a command, which may run in another directory than this program. */
  boolean ofCommand() {
    return failed != null && exited(failed);
  }

  /** Whether the command ended with this code. */
  boolean exitCode(int code) {
    return failed != null && Integer.valueOf(code).equals(failed.exitCode());
  }
}
