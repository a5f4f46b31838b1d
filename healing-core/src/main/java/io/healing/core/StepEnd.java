package io.healing.core;

import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.StepCondition;
import io.healing.api.act.StepFailure;
import io.healing.api.act.Verification;
import io.healing.api.act.VerificationState;
import io.healing.api.detect.Incident;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Course.Phase;
import io.healing.core.act.Procedures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What follows in a recovery procedure on a step that is in place, failed, or was judged. */
final class StepEnd {
  private final Rooms rooms;
  private final CourseEnd end;
  private final CourseTime time;

  StepEnd(Rooms rooms, CourseEnd end) {
    this.rooms = rooms;
    this.end = end;
    time = new CourseTime(rooms);
  }

  /** Keeps it as it is from now on, with its clock; false when it is another process's. */
  boolean keep(Course course) {
    return end.courses().keep(time.counted(course));
  }

  /** Whether its step is in place, whoever made it; then it goes on from there. */
  boolean placed(Course course, ProcedureSpec spec, Incident incident) {
    Course whole = end.whole(course);
    boolean placed = whole.actions().size() > course.actions().size();
    if (placed) {
      inPlace(whole, spec, incident);
    }
    return placed;
  }

  /** What became of a step that is not in place is in its suggestion. */
  void made(Course course, ProcedureSpec spec) {
    Optional<SuggestionEntry> entry = rooms.store().suggestions().find(course.suggestion());
    SuggestionStatus status =
        entry.map(found -> found.row().status()).orElse(SuggestionStatus.UNKNOWN);
    if (status == SuggestionStatus.PENDING && course.is(Phase.DOING)) {
      keep(course.in(Phase.NEXT));
    } else if (status != SuggestionStatus.PENDING && status != SuggestionStatus.APPROVED) {
      failed(
          course,
          spec,
          "s" + course.suggestion() + " is " + entry.map(SuggestionEntry::standing).orElse("gone"));
    }
  }

  /** The step is in place or left out: the next one comes. */
  void inPlace(Course course, ProcedureSpec spec, Incident incident) {
    int step = rooms.procedures().from(spec, course.step() + 1, incident);
    boolean last = step >= spec.steps().size();
    if (last && course.actions().isEmpty()) {
      String why = "everything is as its steps want it already, and the trouble is there";
      end.stop(course, incident, why);
      return;
    }
    Duration delay = last ? Duration.ZERO : spec.steps().get(step).delay();
    Course next = course.at(step, rooms.now().plus(delay));
    boolean looks = last || spec.steps().get(step).condition() == StepCondition.STILL_TRUE;
    boolean any = !course.actions().isEmpty();
    keep(looks && any ? next.in(Phase.WATCHING) : next);
  }

  /** A step that could not be made is tried again, as often as it may be. */
  void failed(Course course, ProcedureSpec spec, String why) {
    ProcedureStep step = spec.steps().get(course.step());
    if (course.failed() < step.retries()) {
      double jitter = rooms.assembly().jitter().getAsDouble();
      Duration wait = Procedures.backOff(course.failed() + 1, jitter);
      keep(course.again(rooms.now().plus(wait)));
    } else {
      givenUp(course, spec, why);
    }
  }

  /** A step that is not tried again ends the procedure, or is left out where it may be. */
  void givenUp(Course course, ProcedureSpec spec, String why) {
    ProcedureStep step = spec.steps().get(course.step());
    Optional<Incident> incident = rooms.detection().find(course.incident());
    boolean more = course.step() + 1 < spec.steps().size() || !course.actions().isEmpty();
    if (incident.isEmpty()) {
      end.forget(course);
    } else if (step.onFailure() == StepFailure.CONTINUE && more) {
      inPlace(course, spec, incident.get());
    } else {
      String place = "step " + (course.step() + 1) + " of " + spec.steps().size();
      end.stop(course, incident.get(), place + " (" + step.type() + ") could not be made: " + why);
    }
  }

  /** Sees whether what is in place helped. */
  void watch(Course course, ProcedureSpec spec, Incident incident) {
    Optional<ActionEntry> last = rooms.store().actions().find(course.last());
    boolean awaited =
        last.filter(e -> e.detail().verification().state() == VerificationState.PENDING)
            .isPresent();
    if (!awaited) {
      end.forget(course);
      return;
    }
    end.answer(last.get()).ifPresent(answer -> answered(course, spec, incident, answer));
  }

  private void answered(Course course, ProcedureSpec spec, Incident incident, Verification answer) {
    boolean more = course.step() < spec.steps().size();
    boolean stillTrue =
        answer.state() == VerificationState.INEFFECTIVE && incident.clearSince() == null;
    if (more && stillTrue) {
      Instant due = rooms.now().plus(spec.steps().get(course.step()).delay());
      keep(course.at(course.step(), due));
    } else {
      end.judged(course, incident, answer);
    }
  }
}
