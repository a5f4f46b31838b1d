package io.healing.core.learn;

import io.healing.api.ActionType;
import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.VerificationState;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.learn.ShadowAnswer;
import io.healing.api.learn.ShadowEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Tells of one change that was not made whether it would have helped, and what that rests on. */
final class Shadows {
  private final ShadowCase facts;
  private final ActionPlan plan;
  private final Instant proposed;

  private record Answer(ShadowAnswer answer, String why) {}

  private Shadows(ShadowCase facts) {
    this.facts = facts;
    plan = Objects.requireNonNull(facts.suggestion().detail().plan(), "plan");
    proposed = facts.suggestion().row().createdAt();
  }

  static ShadowEntry of(ShadowCase facts) {
    var row = facts.suggestion().row();
    Shadows shadows = new Shadows(facts);
    Answer answer = shadows.answer();
    return new ShadowEntry(
        row.id(),
        row.createdAt(),
        new Subject(row.jobId()),
        shadows.plan.summary(),
        row.status(),
        answer.answer,
        answer.why,
        facts.blockedBy(),
        facts.blockedBy() == null
            ? ""
            : Permits.setting(facts.blockedBy(), shadows.plan.request().type().word()));
  }

  private Answer answer() {
    Incident incident = facts.incident();
    Optional<Answer> made = made();
    if (made.isPresent()) {
      return made.get();
    }
    if (incident == null) {
      return unknown("it mends no incident, so nothing was seen that tells");
    }
    if (plan.request().type().equals(ActionType.RESTART_JOB)) {
      return again(incident);
    }
    if (facts.target().look() == ShadowCase.Look.AFTER && facts.target().since() != null) {
      return reached(incident, facts.target().since());
    }
    return incident.ended()
        ? ended(incident)
        : unknown("nobody has done it, and the trouble goes on");
  }

  private Optional<Answer> made() {
    return facts.made().stream()
        .map(this::made)
        .reduce((first, next) -> told(first) ? first : next);
  }

  private static boolean told(Answer answer) {
    return answer.answer != ShadowAnswer.UNKNOWN;
  }

  private Answer made(ShadowCase.Made made) {
    String who = "a%d by %s made just this change and ".formatted(made.action(), made.by());
    String reason = made.verification().reason();
    String why = reason.isEmpty() ? "" : " (" + reason + ")";
    VerificationState state = made.verification().state();
    return switch (state) {
      case VERIFIED -> new Answer(ShadowAnswer.WOULD_HAVE_HELPED, who + "it helped" + why);
      case INEFFECTIVE ->
          new Answer(ShadowAnswer.WOULD_NOT_HAVE_HELPED, who + "it did not help" + why);
      case PENDING, INCONCLUSIVE, NONE, UNKNOWN ->
          unknown(who + "whether it helped is " + state.word() + why);
    };
  }

  /** What the next run of the job tells of running it again. */
  private Answer again(Incident incident) {
    if (facts.runs().isEmpty()) {
      return unknown("it has not run to an end since");
    }
    JobRun next = facts.runs().get(0);
    if (!facts.otherChange().isEmpty()) {
      return unknown("before its next run something else was changed: " + facts.otherChange());
    }
    if (next.outcome() == RunOutcome.SUCCESS) {
      return well(next);
    }
    return failed(incident, next);
  }

  /** A run that failed where it could have shown that the change helps. */
  private static Answer failed(Incident incident, JobRun run) {
    Instant finished = Objects.requireNonNullElse(run.finishedAt(), run.startedAt());
    boolean same = !incident.lastSeenAt().isBefore(finished) && !resolvedBefore(incident, finished);
    String words = "it ran again at " + run.startedAt() + " and failed ";
    return same
        ? new Answer(ShadowAnswer.WOULD_NOT_HAVE_HELPED, words + "the same way")
        : unknown(words + "in another way");
  }

  private static boolean resolvedBefore(Incident incident, Instant moment) {
    return incident.resolvedAt() != null && incident.resolvedAt().isBefore(moment);
  }

  private Answer well(JobRun next) {
    Duration waited = Duration.between(proposed, next.startedAt());
    if (waited.compareTo(facts.settle()) <= 0) {
      return new Answer(
          ShadowAnswer.NOT_NEEDED,
          "it ran again by itself within " + words(waited) + " and ended well");
    }
    return new Answer(
        ShadowAnswer.WOULD_HAVE_HELPED,
        "its next run, at %s, ended well without another change; run at once it could have been well %s earlier"
            .formatted(next.startedAt(), words(waited)));
  }

  /** The target came to be just as planned, by somebody's hand. */
  private Answer reached(Incident incident, Instant since) {
    String so = plan.request().target() + " has been just as planned since " + since;
    Optional<JobRun> next =
        facts.runs().stream().filter(run -> !run.startedAt().isBefore(since)).findFirst();
    if (next.isPresent() && next.get().outcome() != RunOutcome.SUCCESS) {
      Answer failed = failed(incident, next.get());
      return new Answer(failed.answer, so + ", and " + failed.why);
    }
    Instant resolved = incident.resolvedAt();
    if (resolved == null) {
      return incident.lastSeenAt().isAfter(since)
          ? new Answer(
              ShadowAnswer.WOULD_NOT_HAVE_HELPED,
              so + ", and the trouble was still seen at " + incident.lastSeenAt())
          : unknown(so + ", and nothing was seen of the trouble since");
    }
    if (resolved.isBefore(since)) {
      return ended(incident);
    }
    return new Answer(
        ShadowAnswer.WOULD_HAVE_HELPED, so + ", and the trouble ended at " + resolved);
  }

  private Answer ended(Incident incident) {
    Instant resolved = Objects.requireNonNullElse(incident.resolvedAt(), incident.lastSeenAt());
    IncidentEnd end = incident.end() == null ? IncidentEnd.UNKNOWN : incident.end();
    return switch (end) {
      case RECOVERED -> recovered(resolved);
      case VERIFIED -> unknown("another change of Healing ended the trouble");
      case BY_HAND -> unknown("a person ended the incident by hand");
      case GONE -> unknown("its subject no longer exists");
      case UNKNOWN -> unknown("nobody can tell how the trouble ended");
    };
  }

  private Answer recovered(Instant resolved) {
    String after = words(Duration.between(proposed, resolved)) + " after the proposal";
    if (facts.target().look() == ShadowCase.Look.OTHER) {
      String target = plan.request().target().toString();
      return unknown(
          "somebody changed " + target + " otherwise than planned, and the trouble ended " + after);
    }
    Optional<JobRun> last =
        facts.runs().stream()
            .filter(run -> !run.startedAt().isAfter(resolved))
            .reduce((older, newer) -> newer);
    return last.isPresent() && last.get().outcome() != RunOutcome.SUCCESS
        ? unknown("the trouble ended " + after + ", but then it failed in another way")
        : new Answer(ShadowAnswer.NOT_NEEDED, "the trouble ended by itself " + after);
  }

  private static Answer unknown(String why) {
    return new Answer(ShadowAnswer.UNKNOWN, why);
  }

  private static String words(Duration span) {
    return Spans.words(span);
  }
}
