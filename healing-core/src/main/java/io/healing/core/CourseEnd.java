package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.Verification;
import io.healing.api.act.VerificationState;
import io.healing.api.config.LearningConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import io.healing.api.detect.MetricName;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.StoreException;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.decide.Deciding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What becomes of a recovery procedure that is over. */
final class CourseEnd {
  private static final RedactedLog LOG = RedactedLog.of(CourseEnd.class);

  private final Rooms rooms;
  private final Courses courses;
  private final Telling telling;
  private final Proving proving;
  private final Questions questions;

  CourseEnd(Rooms rooms, Courses courses, Telling telling, Proving proving) {
    this.rooms = rooms;
    this.courses = courses;
    this.telling = telling;
    this.proving = proving;
    questions = new Questions(rooms);
  }

  /** Where the procedures under way are kept. */
  Courses courses() {
    return courses;
  }

  /** Whether what was done helped; empty while that cannot be told. */
  Optional<Verification> answer(ActionEntry last) {
    return proving.answer(last, rooms.now());
  }

  /** Its incident is over or its changes were taken in hand by somebody: nothing is left to do. */
  void forget(Course course) {
    boolean active =
        rooms
            .store()
            .incidents()
            .find(course.incident())
            .filter(incident -> !incident.ended())
            .isPresent();
    if (!active || rooms.detection().find(course.incident()).isPresent()) {
      courses.over(course);
    }
  }

  /** It was seen whether it helped. What did not is taken back, the last step first. */
  void judged(Course course, Incident incident, Verification answer) {
    proving.keep(
        course.actions(),
        answer,
        () -> closeInPlace(course, answer.state()),
        () -> courses.forget(course));
    if (answer.state() != VerificationState.VERIFIED) {
      escalate(course, incident, answer.state().word() + ", " + answer.reason(), false);
    }
  }

  /**
   * It cannot go on: what it changed is taken back, the last step first, and a person is called.
   */
  void stop(Course asFar, Incident incident, String why) {
    Course course = whole(asFar);
    withdraw(course, course.procedure() + " was stopped: " + why);
    Optional<ActionEntry> last = rooms.store().actions().find(course.last());
    if (last.isPresent()) {
      String words = course.procedure() + " was stopped: " + why;
      Verification asked = last.get().detail().verification();
      Verification answer = asked.decided(VerificationState.INEFFECTIVE, rooms.now(), words);
      proving.keep(
          course.actions(),
          answer,
          () -> close(course, VerificationState.INEFFECTIVE),
          () -> courses.forget(course));
    } else {
      stopUnbegun(course, incident);
    }
    escalate(course, incident, why, true);
  }

  /** With what its step has put in place meanwhile, whoever made it. */
  Course whole(Course course) {
    return rooms
        .store()
        .suggestions()
        .find(course.suggestion())
        .filter(entry -> entry.row().status() == SuggestionStatus.APPLIED)
        .map(entry -> entry.row().actionId())
        .filter(action -> !course.actions().contains(action))
        .map(course::having)
        .orElse(course);
  }

  private void stopUnbegun(Course course, Incident incident) {
    String key = questions.counterKey(incident);
    rooms
        .store()
        .transaction(
            () -> {
              rooms.count(key, VerificationState.INEFFECTIVE);
              close(course, VerificationState.INEFFECTIVE);
              return true;
            });
    courses.forget(course);
  }

  /** Within a transaction: how it ended is learned once, and nobody goes on with it. */
  private void close(Course course, VerificationState state) {
    int most = rooms.config().selfHealing().recovery().recoveryTimeout();
    if (!rooms.now().isBefore(course.begun().plusSeconds(most))) {
      measure(course, rooms.now());
    }
    learn(course, state);
    courses.erase(course);
  }

  private void closeInPlace(Course course, VerificationState state) {
    rooms
        .store()
        .actions()
        .find(course.last())
        .ifPresent(last -> measure(course, last.row().createdAt()));
    learn(course, state);
    courses.erase(course);
  }

  /** Whether something that it made is no longer in place: somebody took it back. */
  boolean takenInHand(Course course) {
    return course.actions().stream()
        .map(rooms.store().actions()::find)
        .anyMatch(made -> made.filter(a -> a.row().status() == ActionStatus.SUCCESS).isEmpty());
  }

  /** What it changed in the memory of a process that has ended; the change ended with it. */
  Optional<Long> lost(Course course) {
    return course.actions().stream().filter(this::lost).findFirst();
  }

  private boolean lost(long action) {
    return rooms
        .store()
        .actions()
        .find(action)
        .flatMap(made -> rooms.store().journal().find(made.detail().intentId()))
        .filter(rooms.acting()::elsewhere)
        .isPresent();
  }

  /** Somebody took a step of it back: the rest is not built on that. What is left is judged. */
  void leave(Course course, Incident incident) {
    String why = "a step of " + course.procedure() + " was taken back";
    withdraw(course, why);
    rooms
        .announcer()
        .decided(
            incident.subject(),
            incident.id(),
            new Decision.Ignore(BlockReason.PROCEDURE_STOPPED, why));
    courses.over(course);
  }

  /** Nobody is asked for a step any more that will not follow. */
  private void withdraw(Course course, String why) {
    Optional<SuggestionEntry> waits =
        rooms.store().suggestions().find(course.suggestion()).filter(CourseEnd::waits);
    try {
      waits.ifPresent(entry -> rooms.reviewing().supersede(entry, why));
    } catch (StoreException e) {
      throw e;
    } catch (HealingException decided) {
      rooms.log(LOG).debug("s{} was decided at that moment: {}", course.suggestion(), decided);
    }
  }

  private static boolean waits(SuggestionEntry entry) {
    return entry.row().status() == SuggestionStatus.PENDING
        || entry.row().status() == SuggestionStatus.APPROVED;
  }

  /** How long it took until its steps were in place, or until it was stopped as too late. */
  private void measure(Course course, Instant end) {
    double ms = Duration.between(course.begun(), end).toMillis();
    rooms
        .store()
        .metrics()
        .add(
            List.of(
                new HealthMetric(
                    UUID.randomUUID().toString(),
                    MetricName.PROCEDURE_TIME,
                    ms,
                    null,
                    null,
                    HealthStatus.HEALTHY,
                    rooms.now())));
  }

  private void learn(Course course, VerificationState state) {
    LearningConfig learning = rooms.config().selfHealing().learning();
    if (learning.effectivenessTracking()) {
      rooms
          .procedures()
          .find(course.procedure())
          .map(spec -> rooms.procedures().row(spec, rooms.store().procedures().all(), rooms.now()))
          .map(row -> row.after(helped(state), learning.learningRate(), rooms.now()))
          .ifPresent(rooms.store().procedures()::save);
    }
  }

  private static boolean helped(VerificationState state) {
    return state == VerificationState.VERIFIED;
  }

  private void escalate(Course course, Incident incident, String why, boolean tells) {
    String words = course.procedure() + ": " + why;
    Decision decision = new Decision.Escalate(BlockReason.PROCEDURE_STOPPED, words);
    rooms.announcer().decided(incident.subject(), incident.id(), decision);
    Optional<Incident> still =
        rooms.detection().find(incident.id()).filter(found -> !found.ended());
    still.ifPresent(found -> rooms.ledger().keep(found.withState(IncidentState.ESCALATED)));
    if (tells) {
      String said = Deciding.said(decision, incident, rooms.assembly().ways());
      telling.about(NotificationKind.GIVE_UP, still.orElse(incident), said);
    }
  }
}
