package io.healing.core.detect;

import io.healing.api.PluginOption;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunningRun;
import io.healing.api.job.ThreadLook;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run is still running and takes longer than it may. Its thread is looked at twice, a few seconds
 * apart, to tell what it hangs in; where the two looks do not agree, a third time. What was found
 * is kept for the life of the run, so that it is one incident. A run whose thread cannot be seen is
 * told at once.
 */
final class OverdueMonitor extends TimedMonitor {
  private static final String APART = "look_apart";
  private static final int MOST_LOOKS = 3;

  private final Deadlocks deadlocks;

  OverdueMonitor(Duration interval, Deadlocks deadlocks) {
    super(
        "overdue",
        interval,
        Limit.SAMPLES,
        Limit.P95_TIMES,
        Limit.SPREADS,
        Limit.LEAST,
        PluginOption.duration(
            APART, Duration.ofSeconds(3), Duration.ofMillis(100), Duration.ofMinutes(1)));
    this.deadlocks = deadlocks;
  }

  @Override
  boolean concerns(JobSnapshot job, Sight sight) {
    return !job.running().isEmpty();
  }

  @Override
  void quiet(JobSnapshot job, Sight sight) {
    sight.clear(job);
  }

  @Override
  void look(JobSnapshot job, Sight sight) {
    Optional<Limit> limit = Limit.of(job, sight.options());
    if (limit.isEmpty()) {
      int samples = job.statistics().samples();
      long needed = sight.options().integer(Limit.SAMPLES.key());
      sight.noData(job, "not enough data: " + samples + " of " + needed + " runs, no max_duration");
      return;
    }
    Duration most = limit.get().time();
    Optional<RunningRun> late =
        job.running().stream().filter(run -> age(run, sight).compareTo(most) > 0).findFirst();
    late.ifPresentOrElse(
        run -> late(new Case(job, run, limit.get()), sight), () -> sight.clear(job));
  }

  private static Duration age(RunningRun run, Sight sight) {
    return Duration.between(run.startedAt(), sight.now());
  }

  /** One run that takes too long. */
  private record Case(JobSnapshot job, RunningRun run, Limit limit) {}

  private void late(Case late, Sight sight) {
    Looks before =
        sight
            .state(late.job)
            .flatMap(Looks::read)
            .filter(l -> l.run() == late.run.id())
            .orElse(null);
    Verdict known = before == null ? null : before.verdict();
    if (known != null) {
      tell(late, known, sight);
      return;
    }
    Optional<ThreadLook> seen = late.run.look();
    if (seen.isEmpty()) {
      conclude(late, Looks.none(late.run.id(), sight.now()), Verdict.unseen(), sight);
    } else {
      next(late, before, new Looks(late.run.id(), sight.now(), 1, seen.get(), null), sight);
    }
  }

  private void next(Case late, @Nullable Looks before, Looks now, Sight sight) {
    if (before == null) {
      sight.keep(late.job, now.write());
      sight.noData(late.job, "it is overdue; its thread was looked at once, a second look follows");
      return;
    }
    Duration apart = Duration.between(before.at(), now.at());
    if (apart.compareTo(sight.options().duration(APART)) < 0) {
      sight.noData(late.job, "it is overdue; the second look at its thread follows");
      return;
    }
    Looks both = now.after(before);
    Verdict verdict = Hang.classify(before.look(), now.look(), apart, deadlocks);
    if (verdict.hang() == Hang.UNKNOWN && both.count() < MOST_LOOKS) {
      sight.keep(late.job, both.write());
      sight.noData(
          late.job, "it is overdue; two looks at its thread do not agree, a third follows");
    } else {
      conclude(late, both, verdict, sight);
    }
  }

  private static void conclude(Case late, Looks looks, Verdict verdict, Sight sight) {
    Verdict logged = verdict.withLog(LogExcerpt.last(late.run.logTail()));
    sight.keep(late.job, looks.concluded(logged).write());
    tell(late, logged, sight);
  }

  private static void tell(Case late, Verdict verdict, Sight sight) {
    String name = late.job.definition().name();
    String started = late.run.startedAt().toString();
    String message =
        "%s has been running since %s, longer than %s (%s): %s"
            .formatted(
                name,
                started,
                Spans.words(late.limit.time()),
                late.limit.source(),
                verdict.words());
    Finding finding =
        sight
            .about(late.job, message)
            .withSeverity(ErrorSeverity.HIGH)
            .withType(verdict.hang().type())
            .withHint(verdict.hang().hint())
            .withCause(verdict.cause())
            .withEvidence("run", Long.toString(late.run.id()))
            .withEvidence("started", started)
            .withEvidence("limit", Spans.words(late.limit.time()));
    sight.say(verdict.evidence(finding));
  }
}
