package io.healing.core;

import io.healing.api.act.ProcedureSpec;
import io.healing.core.Course.Phase;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a recovery procedure and its steps may take. What it waits for without being able to
 * hurry it takes none of its time: the effect of a step, a person's answer, the end of a pause.
 */
final class CourseTime {
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final int SHARE = 10;

  private final Rooms rooms;

  CourseTime(Rooms rooms) {
    this.rooms = rooms;
  }

  /** The whole: its own limit or {@code recovery.recovery_timeout}, the smaller. */
  Duration whole(ProcedureSpec spec) {
    Duration most = Duration.ofSeconds(rooms.config().selfHealing().recovery().recoveryTimeout());
    Duration own = spec.timeout();
    return own != null && own.compareTo(most) < 0 ? own : most;
  }

  /**
   * With its clock as it has to be in its phase. What came due waits as long as the clock stood.
   */
  Course counted(Course course) {
    Instant now = rooms.now();
    boolean waits = course.is(Phase.WATCHING) || course.is(Phase.ASKING);
    CourseClock clock = course.clock();
    boolean runs = !waits && rooms.pause().reason().isEmpty();
    Course next = course.with(clock.runs(runs, now));
    return runs && course.is(Phase.NEXT) ? next.later(clock.stood(now)) : next;
  }

  /** Whether its steps should be in place by now. */
  boolean late(Course course, ProcedureSpec spec) {
    return course.clock().stands() == null && left(course, spec).compareTo(Duration.ZERO) <= 0;
  }

  private Duration left(Course course, ProcedureSpec spec) {
    return whole(spec).minus(course.clock().used(rooms.now()));
  }

  /**
   * One try of the step that is next: its own limit or what is left of the whole. Zero when that is
   * less than a second and than a tenth of the whole: then it is not worth beginning.
   */
  Duration limit(Course course, ProcedureSpec spec) {
    Duration rest = left(course, spec);
    Duration tenth = whole(spec).dividedBy(SHARE);
    if (rest.compareTo(tenth.compareTo(LEAST) < 0 ? tenth : LEAST) < 0) {
      return Duration.ZERO;
    }
    Duration own = spec.steps().get(course.step()).timeout();
    return own != null && own.compareTo(rest) < 0 ? own : rest;
  }
}
