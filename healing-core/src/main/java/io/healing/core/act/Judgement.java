package io.healing.core.act;

import io.healing.api.ActionType;
import io.healing.api.Subject;
import io.healing.api.act.HealingAction;
import io.healing.api.act.Verification;
import io.healing.api.act.VerificationState;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.store.ActionEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Answers whether an action helped. A job must have run well since, anything else must have been
 * looked at after the settle time; and a look after that must not have found anything as bad as
 * before, whatever it is. What was not seen is not a success.
 */
final class Judgement {
  /** The evidence that names the run that a finding is about. */
  private static final String RUN = "run";

  private final Verification asked;
  private final World world;

  private Judgement(Verification asked, World world) {
    this.asked = asked;
    this.world = world;
  }

  static Optional<Verification> of(ActionEntry entry, World world) {
    return of(entry.detail().verification(), byRun(entry.row()), world.judging(entry));
  }

  static Optional<Verification> of(Verification asked, boolean byRun, World world) {
    if (asked.state() != VerificationState.PENDING) {
      return Optional.empty();
    }
    Judgement judgement = new Judgement(asked, world);
    Optional<Verification> answer = byRun ? judgement.ofJob() : judgement.ofState(asked.since());
    return answer.or(judgement::late);
  }

  /** A job that was put aside is not to run. */
  private static boolean byRun(HealingAction row) {
    return new Subject(row.jobId()).isJob()
        && !row.actionType().equals(ActionType.PAUSE_JOB.word());
  }

  private Optional<Verification> ofJob() {
    List<JobRun> since =
        world.runs().stream()
            .filter(run -> !run.startedAt().isBefore(asked.since()))
            .sorted(Comparator.comparing(JobRun::startedAt))
            .toList();
    return ofEnded(since.stream().filter(JobRun::ended).toList()).or(() -> ofUnderWay(since));
  }

  /** A run that is found to hang has not helped, though it has not ended either. */
  private Optional<Verification> ofUnderWay(List<JobRun> since) {
    List<String> underWay =
        since.stream().filter(run -> !run.ended()).map(run -> Long.toString(run.id())).toList();
    return world.active().stream()
        .filter(incident -> asBad(incident, asked.since()))
        .filter(incident -> underWay.contains(incident.evidence().get(RUN)))
        .findFirst()
        .map(this::stillFound);
  }

  private Optional<Verification> ofEnded(List<JobRun> ended) {
    Optional<JobRun> bad =
        ended.stream().filter(run -> run.outcome().bad() && !run.retryPending()).findFirst();
    if (bad.isPresent()) {
      return Optional.of(
          answer(VerificationState.INEFFECTIVE, "run " + bad.get().id() + " went wrong again"));
    }
    return ended.stream()
        .filter(run -> run.outcome() == RunOutcome.SUCCESS)
        .map(run -> Objects.requireNonNull(run.finishedAt()))
        .max(Comparator.naturalOrder())
        .flatMap(this::ofState);
  }

  /** By what a look at or after this moment said. */
  private Optional<Verification> ofState(Instant from) {
    Optional<Incident> found = world.active().stream().filter(i -> asBad(i, from)).findFirst();
    if (found.isPresent()) {
      return found.map(this::stillFound);
    }
    Instant checked = world.checkedAt();
    return checked == null || checked.isBefore(from)
        ? Optional.empty()
        : Optional.of(answer(VerificationState.VERIFIED, "looked at " + checked + ": well"));
  }

  private Verification stillFound(Incident incident) {
    return answer(
        VerificationState.INEFFECTIVE,
        "afterwards still found: " + incident.findingId() + ", " + incident.message());
  }

  private boolean asBad(Incident incident, Instant from) {
    ErrorSeverity bar = Objects.requireNonNullElse(world.severity(), ErrorSeverity.MEDIUM);
    return !incident.ended()
        && incident.clearSince() == null
        && !incident.lastSeenAt().isBefore(from)
        && incident.severity().atLeast(bar);
  }

  private Optional<Verification> late() {
    return world.now().isBefore(asked.deadline())
        ? Optional.empty()
        : Optional.of(
            answer(
                VerificationState.INCONCLUSIVE,
                world.checkedAt() == null
                    ? "no monitor looks at what it was for, so nothing tells whether it helped"
                    : "nothing was seen until "
                        + asked.deadline()
                        + " that tells whether it helped"));
  }

  private Verification answer(VerificationState state, String why) {
    return asked.decided(state, world.now(), why);
  }
}
