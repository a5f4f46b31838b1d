package io.healing.core.job;

import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How one job stands. Used under the lock of {@link KnownJobs} only, never by a job's thread. */
final class JobState {
  private JobDefinition configured;
  private JobDefinition definition;
  private @Nullable JobStanding standing;
  private final Stop stop = new Stop();
  private final Starts starts = new Starts();
  private boolean known;
  private boolean defined;
  private List<Run> running = List.of();
  private @Nullable JobRun last;
  private @Nullable JobRun lastSuccess;
  private int badInARow;
  private Baseline baseline = new Baseline();
  private @Nullable RunError silencedBy;
  private long silencedNanos;
  private long silences;
  private long scheduledNanos;
  private boolean scheduledSeen;
  private long endNanos;
  private boolean endSeen;
  private Owed owed = Owed.NOTHING;
  private final Thinning thinning = new Thinning();
  private @Nullable JobSnapshot snapshot;

  JobState(String jobId) {
    this.configured = JobDefinition.of(jobId);
    this.definition = configured;
  }

  boolean known() {
    return known;
  }

  void know(boolean now) {
    known = now;
  }

  boolean defined() {
    return defined;
  }

  JobDefinition definition() {
    return definition;
  }

  List<Run> running() {
    return running;
  }

  Thinning thinning() {
    return thinning;
  }

  /** How many characters of log this job holds; the two runs may be one. */
  long heldChars() {
    JobRun newest = last;
    JobRun success = lastSuccess;
    long held = newest == null ? 0 : newest.logTail().length();
    if (success == null || (newest != null && newest.id() == success.id())) {
      return held;
    }
    return held + success.logTail().length();
  }

  /** Takes a definition; where the schedule is another one, starts are expected from now on. */
  void define(JobDefinition told, long now) {
    configured = told;
    JobStanding there = standing;
    take(there == null ? told : Told.both(told, there.definition()), now);
  }

  /** Takes how the job stands at its runner; true when that is news. */
  boolean stands(JobStanding told, long now) {
    starts.told(told, now);
    boolean same = Objects.equals(told, standing);
    boolean believed = stop.isBelieved();
    stop.told(told, same, now);
    if (same && believed == stop.isBelieved()) {
      return false;
    }
    standing = told;
    take(Told.both(configured, told.definition()), now);
    return true;
  }

  private void take(JobDefinition told, long now) {
    boolean other = !defined || !definition.schedule().equals(told.schedule());
    starts.scheduled(told, other, now);
    definition = told;
    defined = true;
    snapshot = null;
  }

  /**
   * Takes runs of earlier lives, newest first; what was seen in this life is newer. They count in
   * the order in which they ended, as they do while they are seen.
   */
  void remember(List<JobRun> history) {
    List<JobRun> newestFirst =
        history.stream().sorted(Comparator.comparing(JobState::took).reversed()).toList();
    Baseline warm = new Baseline();
    int badBefore = 0;
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      JobRun run = newestFirst.get(i);
      badBefore = counted(badBefore, run.outcome());
      learn(warm, run);
      starts.began(run.startedAt().toEpochMilli());
    }
    badInARow += lastSuccess == null ? badBefore : 0;
    baseline.replay(warm);
    baseline = warm;
    last = last == null ? newest(newestFirst, false) : last;
    lastSuccess = lastSuccess == null ? newest(newestFirst, true) : lastSuccess;
    snapshot = null;
  }

  /** When the end of a run was seen; that of one whose process died was not. */
  private static Instant took(JobRun run) {
    Instant end = run.finishedAt();
    return end == null || run.outcome() == RunOutcome.ORPHANED ? run.startedAt() : end;
  }

  /** Takes the newest run if its process died over it and it is newer than what is known here. */
  boolean orphaned(List<JobRun> newestFirst) {
    JobRun newest = newest(newestFirst, false);
    if (newest == null
        || newest.outcome() != RunOutcome.ORPHANED
        || (last != null && !newest.startedAt().isAfter(last.startedAt()))) {
      return false;
    }
    last = newest;
    badInARow++;
    snapshot = null;
    return true;
  }

  private static @Nullable JobRun newest(List<JobRun> newestFirst, boolean successful) {
    for (JobRun run : newestFirst) {
      if (run.ended() && (!successful || run.outcome() == RunOutcome.SUCCESS)) {
        return run;
      }
    }
    return null;
  }

  private static int counted(int badBefore, RunOutcome outcome) {
    if (outcome == RunOutcome.SUCCESS) {
      return 0;
    }
    return outcome.bad() ? badBefore + 1 : badBefore;
  }

  private static void learn(Baseline baseline, JobRun run) {
    if (run.outcome() == RunOutcome.SUCCESS && run.durationMs() != null) {
      baseline.add(run.durationMs(), run.size());
    }
  }

  /** A run has begun. */
  void began(Run run) {
    starts.began(run.startMillis());
    if (run.trigger() == RunTrigger.SCHEDULED) {
      stop.began(run.startMillis());
      scheduled(run.startNanos());
    }
    snapshot = null;
  }

  private void scheduled(long nanos) {
    if (!scheduledSeen || nanos - scheduledNanos > 0) {
      scheduledNanos = nanos;
      scheduledSeen = true;
    }
    if (silencedBy != null && nanos - silencedNanos > 0) {
      silencedBy = null;
    }
  }

  void runs(Run run) {
    running = running.isEmpty() ? new ArrayList<>(2) : running;
    running.add(run);
  }

  /** A run has ended; its record as it should be kept here. */
  void ended(Run run, JobRun record) {
    stopped(run);
    endNanos = run.endNanos();
    endSeen = true;
    badInARow = counted(badInARow, record.outcome());
    if (record.outcome() == RunOutcome.SUCCESS) {
      lastSuccess = record;
    }
    last = record;
    learn(baseline, record);
  }

  private void stopped(Run run) {
    if (!running.isEmpty() && running.remove(run) && running.isEmpty()) {
      running = List.of();
    }
    starts.ended(run.startMillis() + run.durationMillis());
    snapshot = null;
  }

  /** Whether this run ended after all that were taken before. */
  boolean isNewest(Run run) {
    return !endSeen || run.endNanos() - endNanos >= 0;
  }

  /** So many bad runs ended unseen, without a successful one between. */
  void missedBad(int runs) {
    badInARow += runs;
  }

  /** A periodic task came to its end; the error is null where it is on its schedule again. */
  void silenced(Overflow.Silence told, @Nullable RunError by) {
    boolean lifted = scheduledSeen && scheduledNanos - told.nanos() > 0;
    if (silences < told.place()) {
      silences = told.place();
      silencedBy = lifted ? null : by;
      silencedNanos = told.nanos();
      snapshot = null;
    }
  }

  /** The job now; the same object as before when nothing changed. */
  JobSnapshot snapshot(long now, UnaryOperator<JobDefinition> dress) {
    JobSnapshot there = snapshot;
    if (there != null && now < owed.until()) {
      return there;
    }
    owed = owed(now);
    Instant expected = owed.instant();
    if (there == null || !Objects.equals(expected, there.expectedStart())) {
      there = build(dress.apply(definition), expected);
      snapshot = there;
    }
    return there;
  }

  private JobSnapshot build(JobDefinition shown, @Nullable Instant expected) {
    return new JobSnapshot(
        shown,
        List.copyOf(running),
        last,
        lastSuccess,
        badInARow,
        baseline.statistics(),
        expected,
        givenUp(),
        standing);
  }

  /** What ended it: what it threw, or what its runner says. */
  private @Nullable RunError givenUp() {
    JobStanding now = standing;
    return silencedBy == null && now != null && stop.isBelieved()
        ? new RunError("stopped", now.words(), "")
        : silencedBy;
  }

  private Owed owed(long now) {
    JobStanding told = standing;
    if (!running.isEmpty() || (told != null && told.state() != JobStanding.State.SCHEDULED)) {
      return Owed.NOTHING;
    }
    return told != null && byRunner() ? starts.promised(now) : starts.owed(definition, now);
  }

  /** Whether only the runner knows when it starts. */
  private boolean byRunner() {
    return configured.schedule().isEmpty();
  }
}
