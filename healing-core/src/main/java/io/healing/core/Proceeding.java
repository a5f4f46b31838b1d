package io.healing.core;

import io.healing.api.act.ProcedureSpec;
import io.healing.api.detect.Incident;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Course.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
  private final StepEnd after;
  private final CourseTime time;
  private final Set<String> inHand = new HashSet<>();
  private final Offers offers;

  Proceeding(Rooms rooms, Treating treating, StepMaking making, CourseEnd end) {
    this.rooms = rooms;
    this.treating = treating;
    this.making = making;
    this.end = end;
    after = new StepEnd(rooms, end);
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
  void alone(Treatment treatment, Treating.Then then) {
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

  /**
   * Begins a procedure with its first step, which was decided on.
   *
   * @return false when one is under way for the incident already; nothing is done then
   */
  boolean begin(Incident incident, Treatment first, String procedure) {
    ProcedureSpec spec = rooms.procedures().find(procedure).orElseThrow();
    SuggestionEntry entry = first.suggestion();
    double sure = entry.detail().confidence();
    Course course =
        Course.begun(incident.id(), procedure, sure, rooms.now())
            .at(step(spec, incident, entry), rooms.now())
            .with(entry.row().id())
            .in(Phase.DOING);
    boolean begun = courses.begin(course);
    if (begun) {
      make(course, spec, first, Treatment.Counting.BEGIN);
    }
    return begun;
  }

  /** The step that was decided on: one that may be left out may have been. */
  private int step(ProcedureSpec spec, Incident incident, SuggestionEntry entry) {
    return rooms.procedures().step(spec, incident, entry.row().description());
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
      spec.filter(its -> !inHand.contains(incident.id()))
          .ifPresent(its -> treat(asking.get(), its, treatment, Treatment.Counting.GO_ON));
      return spec.isPresent();
    }
    Optional<String> offered =
        courses.offered(id).filter(name -> rooms.procedures().find(name).isPresent());
    boolean free = !courses.holds(incident.id());
    return offered.isPresent() && free && begin(incident, treatment, offered.get());
  }

  private void treat(
      Course course, ProcedureSpec spec, Treatment treatment, Treatment.Counting counting) {
    if (after.keep(course.in(Phase.DOING))) {
      make(course, spec, treatment, counting);
    }
  }

  /** How long it may take is told by how much time is left in the moment in which it is begun. */
  private void make(
      Course course, ProcedureSpec spec, Treatment treatment, Treatment.Counting counting) {
    String incident = course.incident();
    Treatment part =
        treatment.as(
            counting,
            () -> courses.find(incident).map(now -> time.limit(now, spec)).orElse(Duration.ZERO));
    inHand.add(incident);
    treating.treat(part, next -> tried(incident, next));
  }

  private void tried(String incident, Instant next) {
    inHand.remove(incident);
    courses.find(incident).ifPresent(course -> after.keep(course.until(next)));
  }

  /** Takes the next step of every procedure for which one is due; one that fails stops no other. */
  void look(Instant now) {
    Steps steps = new Steps();
    steps.make(() -> courses.look(now));
    steps.make(() -> offers.look(now));
    for (Course course : courses.mine()) {
      if (!inHand.contains(course.incident())) {
        steps.make(() -> look(course));
      }
    }
    steps.end();
  }

  private void look(Course stored) {
    Course course = time.counted(stored);
    if (!course.equals(stored) && !after.keep(course)) {
      return;
    }
    Optional<Incident> incident = rooms.detection().find(course.incident());
    if (incident.isPresent()) {
      look(course, incident.get());
    } else {
      end.forget(course);
    }
  }

  private void look(Course course, Incident incident) {
    Optional<ProcedureSpec> spec = rooms.procedures().find(course.procedure());
    boolean underWay = course.is(Phase.DOING) || course.is(Phase.ASKING);
    if (spec.isEmpty() || !fits(course, spec.get())) {
      end.stop(course, incident, "it is no longer declared as it was begun");
    } else if (underWay && after.placed(course, spec.get(), incident)) {
      return;
    } else if (!course.is(Phase.DOING) && broken(course, incident)) {
      return;
    } else if (time.late(course, spec.get())) {
      String most = time.whole(spec.get()).toSeconds() + " s";
      end.stop(course, incident, "its steps were not in place within " + most);
    } else {
      look(course, spec.get(), incident);
    }
  }

  /** The effect of the last step is awaited after it; anything else is about a step that exists. */
  private static boolean fits(Course course, ProcedureSpec spec) {
    int steps = spec.steps().size();
    return course.step() < steps || (course.step() == steps && course.is(Phase.WATCHING));
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
      case DOING, ASKING -> after.made(course, spec);
      case WATCHING -> after.watch(course, spec, incident);
    }
  }

  private void next(Course course, ProcedureSpec spec, Incident incident) {
    Instant now = rooms.now();
    Duration most = spec.steps().get(course.step()).timeout();
    boolean counts = course.clock().stands() == null;
    if (!course.actions().isEmpty() && incident.clearSince() != null) {
      after.keep(course.in(Phase.WATCHING));
    } else if (counts && most != null && !now.isBefore(course.since().plus(most))) {
      after.failed(course, spec, "it could not be begun within " + most.toSeconds() + " s");
    } else if (!now.isBefore(course.due())) {
      inHand.add(course.incident());
      making.plan(course, spec, incident, answer -> planned(course, spec, answer));
    }
  }

  private void planned(Course course, ProcedureSpec spec, StepMaking.Plan answer) {
    inHand.remove(course.incident());
    Optional<Incident> incident = rooms.detection().find(course.incident());
    if (answer.planned() == null) {
      after.keep(course.until(rooms.now().plus(StepMaking.SOON)));
    } else if (incident.isPresent()) {
      decided(spec, incident.get(), making.decide(course, incident.get(), answer));
    }
  }

  private void decided(ProcedureSpec spec, Incident incident, StepMaking.Answer answer) {
    Course next = answer.course();
    if (answer.treatment() != null) {
      boolean goesOn = answer.counted();
      Treatment.Counting counting = goesOn ? Treatment.Counting.GO_ON : Treatment.Counting.BEGIN;
      treat(next, spec, answer.treatment(), counting);
    } else if (answer.there()) {
      after.inPlace(next, spec, incident);
    } else if (answer.failed().isEmpty()) {
      after.keep(next);
    } else if (answer.again()) {
      after.failed(next, spec, answer.failed());
    } else {
      after.givenUp(next, spec, answer.failed());
    }
  }
}
