package io.healing.core.detect;

import io.healing.api.PluginState;
import io.healing.api.Plural;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.JobSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that should have started did not, and its own grace is over. However many starts were
 * missed, it is one finding.
 *
 * <p>When the grace ended long before this look, nobody was looking: the program was paused, the
 * machine asleep, the clock moved. Its runner may then start the job in a moment, so it is given
 * some time again (its grace, or two looks where that is shorter) before it counts as missed. A
 * pause that ends within two looks after the grace cannot be told from a start that was missed.
 */
final class MissedMonitor extends TimedMonitor {
  private static final int FORM = 1;
  private static final PluginState STARTED = new PluginState(FORM, "");

  private final Duration awake;

  MissedMonitor(Duration interval) {
    super("missed", interval);
    this.awake = interval.multipliedBy(2);
  }

  /** The end of the grace, or null while nothing is owed. */
  private static @Nullable Instant deadline(JobSnapshot job) {
    Instant expected = job.expectedStart();
    boolean told = job.silencedBy() != null;
    return expected == null || told || !job.running().isEmpty()
        ? null
        : expected.plus(job.definition().startGrace());
  }

  @Override
  boolean concerns(JobSnapshot job, Sight sight) {
    Instant deadline = deadline(job);
    return deadline != null && deadline.isBefore(sight.now());
  }

  @Override
  void quiet(JobSnapshot job, Sight sight) {
    if (job.silencedBy() != null) {
      sight.noData(job, "it is off its schedule");
      return;
    }
    sight.clear(job);
    if (since(job, sight).isPresent()) {
      sight.keep(job, STARTED);
    }
  }

  @Override
  void look(JobSnapshot job, Sight sight) {
    Instant from = since(job, sight).orElse(null);
    if (from == null) {
      from = from(job, sight.now());
      sight.keep(job, new PluginState(FORM, Long.toString(from.toEpochMilli())));
    }
    if (from.isAfter(sight.now())) {
      sight.noData(job, "its start was due while nobody looked; it is given time until " + from);
    } else {
      tell(job, sight);
    }
  }

  /** Since when it counts as missed, when an earlier look saw it late. */
  private static Optional<Instant> since(JobSnapshot job, Sight sight) {
    return sight
        .state(job)
        .filter(state -> state.version() == FORM && state.text().matches("-?\\d{1,18}"))
        .map(state -> Instant.ofEpochMilli(Long.parseLong(state.text())));
  }

  private Instant from(JobSnapshot job, Instant now) {
    Instant deadline = deadline(job);
    if (deadline == null || !deadline.plus(awake).isBefore(now)) {
      return now.truncatedTo(ChronoUnit.MILLIS);
    }
    Duration grace = job.definition().startGrace();
    return now.plus(grace.compareTo(awake) < 0 ? grace : awake).truncatedTo(ChronoUnit.MILLIS);
  }

  private static void tell(JobSnapshot job, Sight sight) {
    long count = count(job);
    String name = job.definition().name();
    String plan = job.definition().schedule().map(JobSchedule::text).orElse("");
    String many = count > 1 ? "; " + Plural.of(count, "start") + " were missed" : "";
    sight.say(
        sight
            .about(
                job,
                name + " should have started by " + job.expectedStart() + " and did not" + many)
            .withSeverity(count > 1 ? ErrorSeverity.HIGH : ErrorSeverity.MEDIUM)
            .withHint(
                "Look whether its runner lives and has a free thread; run it now if it matters.")
            .withEvidence("expected", String.valueOf(job.expectedStart()))
            .withEvidence("grace", Spans.words(job.definition().startGrace()))
            .withEvidence("schedule", plan)
            .withEvidence("missed", count == 0 ? "1 or more" : Long.toString(count)));
  }

  /** How many starts of a period were missed; 0 where that cannot be told. */
  private static long count(JobSnapshot job) {
    boolean periodic = job.definition().schedule().orElse(null) instanceof JobSchedule.Every;
    if (!periodic || job.last() == null || job.expectedStart() == null) {
      return 0;
    }
    JobSchedule.Every every = (JobSchedule.Every) job.definition().schedule().orElseThrow();
    Duration passed = Duration.between(job.last().startedAt(), job.expectedStart());
    return Math.max(1, passed.toMillis() / Math.max(1, every.period().toMillis()));
  }
}
