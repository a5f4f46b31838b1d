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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Recovery procedures under way: one step after the other, each planned, decided, written down and
 * made as any other change, and all of them judged together. Never waits: what is waited for is
 * stored.
 */
final class Proceeding {
  private final Rooms rooms;
  private final Courses courses;
  private final Treating treating;
  private final StepMaking making;
  private final CourseEnd end;
  private final CourseTime time;
  private final Set<String> inHand = new HashSet<>();
  private final Offers offers;

  Proceeding(Rooms rooms, Treating treating, StepMaking making, CourseEnd end) {
    this.rooms = rooms;
    this.treating = treating;
    this.making = making;
    this.end = end;
    courses = end.courses();
    time = new CourseTime(rooms);
    offers = new Offers(rooms, courses);
  }

  /** Before the first turn. */
  void begin() {
    courses.look(rooms.now());
    offers.begin();
  }

  /** Makes a change that is no step of a procedure. */
  void alone(Treatment treatment, Consumer<Instant> then) {
    treating.treat(treatment, then);
  }

  /** Notes which suggestions are first steps of procedures. */
  void offered(List<Proposed> proposed) {
    offers.note(proposed);
  }

  /** Whether a procedure is under way for this incident. */
  boolean holds(String incident) {
    return courses.holds(incident);
  }

  /** Begins a procedure with its first step, which was decided on. */
  void begin(Incident incident, Treatment first, String procedure) {
    ProcedureSpec spec = rooms.procedures().find(procedure).orElseThrow();
    SuggestionEntry entry = first.suggestion();
    double sure = entry.detail().confidence();
    Course course =
        Course.begun(incident.id(), procedure, sure, rooms.now())
            .at(rooms.procedures().from(spec, 0, incident), rooms.now())
            .with(entry.row().id());
    courses.taken(entry.row().id());
    treat(course, first.as(Treatment.Counting.BEGIN, time.limit(course, spec)));
  }

  /**
   * Takes over what a person approved, when it is a step of a procedure.
   *
   * @return false when it is none, and is to be carried out by itself
   */
  boolean approved(Treatment treatment) {
    Incident incident = treatment.incident();
    if (incident == null) {
      return false;
    }
    long id = treatment.suggestion().row().id();
    Optional<Course> asking =
        courses.find(incident.id()).filter(course -> course.suggestion() == id);
    if (asking.isPresent()) {
      Optional<ProcedureSpec> spec = rooms.procedures().find(asking.get().procedure());
      spec.ifPresent(
          its ->
              treat(
                  asking.get(),
                  treatment.as(Treatment.Counting.GO_ON, time.limit(asking.get(), its))));
      return spec.isPresent();
    }
    Optional<String> offered =
        courses.offered(id).filter(name -> rooms.procedures().find(name).isPresent());
    boolean free = !courses.holds(incident.id());
    offered.filter(name -> free).ifPresent(name -> begin(incident, treatment, name));
    return offered.isPresent() && free;
  }

  private void treat(Course course, Treatment treatment) {
    courses.keep(course.in(Phase.DOING));
    inHand.add(course.incident());
    treating.treat(treatment, next -> tried(course.incident(), next));
  }

  private void tried(String incident, Instant next) {
    inHand.remove(incident);
    courses.find(incident).ifPresent(course -> courses.keep(course.until(next)));
  }

  /** Takes the next step of every procedure for which one is due. */
  void look(Instant now) {
    courses.look(now);
    offers.look(now);
    for (Course course : courses.mine()) {
      if (!inHand.contains(course.incident())) {
        look(course);
      }
    }
  }

  private void look(Course course) {
    Optional<Incident> incident = rooms.detection().find(course.incident());
    if (incident.isEmpty()) {
      end.forget(course);
      return;
    }
    Optional<ProcedureSpec> spec = rooms.procedures().find(course.procedure());
    if (spec.isEmpty() || spec.get().steps().size() < course.step()) {
      end.stop(course, incident.get(), "it is no longer declared as it was begun");
    } else if (!course.is(Phase.DOING) && broken(course, incident.get())) {
      return;
    } else if (time.late(course, spec.get())) {
      String most = time.whole(spec.get()).toSeconds() + " s";
      end.stop(course, incident.get(), "its steps were not in place within " + most);
    } else {
      look(course, spec.get(), incident.get());
    }
  }

  /** Nothing is built on what is no longer in place. */
  private boolean broken(Course course, Incident incident) {
    Optional<Long> lost = end.lost(course);
    if (end.takenInHand(course)) {
      end.leave(course, incident);
      return true;
    }
    lost.ifPresent(
        action ->
            end.stop(
                course,
                incident,
                "a" + action + " changed the memory of a process that ended, and ended with it"));
    return lost.isPresent();
  }

  private void look(Course course, ProcedureSpec spec, Incident incident) {
    switch (course.phase()) {
      case NEXT -> next(course, spec, incident);
      case DOING, ASKING -> made(course, spec, incident);
      case WATCHING -> watch(course, spec, incident);
    }
  }

  private void next(Course course, ProcedureSpec spec, Incident incident) {
    Instant now = rooms.now();
    Duration most = spec.steps().get(course.step()).timeout();
    if (!course.actions().isEmpty() && incident.clearSince() != null) {
      courses.keep(course.in(Phase.WATCHING));
    } else if (most != null && !now.isBefore(course.since().plus(most))) {
      failed(course, spec, "it could not be begun within " + most.toSeconds() + " s");
    } else if (!now.isBefore(course.due())) {
      inHand.add(course.incident());
      making.plan(
          course,
          spec,
          incident,
          planned ->
              planned.ifPresentOrElse(its -> planned(course, spec, its), () -> free(course)));
    }
  }

  private void free(Course course) {
    inHand.remove(course.incident());
    courses.keep(course.until(rooms.now().plus(StepMaking.SOON)));
  }

  private void planned(Course course, ProcedureSpec spec, Planned planned) {
    inHand.remove(course.incident());
    Optional<Incident> incident = rooms.detection().find(course.incident());
    if (incident.isPresent()) {
      decided(spec, making.decide(course, incident.get(), planned));
    }
  }

  private void decided(ProcedureSpec spec, StepMaking.Answer answer) {
    Course next = answer.course();
    if (answer.treatment() != null) {
      boolean goesOn = answer.counted();
      Treatment.Counting counting = goesOn ? Treatment.Counting.GO_ON : Treatment.Counting.BEGIN;
      treat(next, answer.treatment().as(counting, time.limit(next, spec)));
    } else if (answer.failed().isEmpty()) {
      courses.keep(next);
    } else if (answer.again()) {
      failed(next, spec, answer.failed());
    } else {
      givenUp(next, spec, answer.failed());
    }
  }

  /** What became of the step is in its suggestion, whoever made it. */
  private void made(Course course, ProcedureSpec spec, Incident incident) {
    Optional<SuggestionEntry> entry = rooms.store().suggestions().find(course.suggestion());
    SuggestionStatus status =
        entry.map(found -> found.row().status()).orElse(SuggestionStatus.UNKNOWN);
    Long action = entry.map(found -> found.row().actionId()).orElse(null);
    if (status == SuggestionStatus.APPLIED && action != null) {
      inPlace(course.having(action), spec, incident);
    } else if (status == SuggestionStatus.PENDING && course.is(Phase.DOING)) {
      courses.keep(course.in(Phase.NEXT));
    } else if (status != SuggestionStatus.PENDING && status != SuggestionStatus.APPROVED) {
      failed(course, spec, "s" + course.suggestion() + " is " + status.word());
    }
  }

  private void inPlace(Course course, ProcedureSpec spec, Incident incident) {
    goOn(course, spec, rooms.procedures().from(spec, course.step() + 1, incident));
  }

  private void goOn(Course course, ProcedureSpec spec, int step) {
    boolean last = step >= spec.steps().size();
    Duration delay = last ? Duration.ZERO : spec.steps().get(step).delay();
    Course next = course.at(step, rooms.now().plus(delay));
    boolean looks = last || spec.steps().get(step).condition() == StepCondition.STILL_TRUE;
    boolean any = !course.actions().isEmpty();
    courses.keep(looks && any ? next.in(Phase.WATCHING) : next);
  }

  /** A step that could not be made is tried again, as often as it may be. */
  private void failed(Course course, ProcedureSpec spec, String why) {
    ProcedureStep step = spec.steps().get(course.step());
    if (course.failed() < step.retries()) {
      double jitter = rooms.assembly().jitter().getAsDouble();
      Duration wait = Procedures.backOff(course.failed() + 1, jitter);
      courses.keep(course.again(rooms.now().plus(wait)));
    } else {
      givenUp(course, spec, why);
    }
  }

  private void givenUp(Course course, ProcedureSpec spec, String why) {
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

  private void watch(Course course, ProcedureSpec spec, Incident incident) {
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
      courses.keep(course.at(course.step(), due));
    } else {
      end.judged(course, incident, answer);
    }
  }
}
