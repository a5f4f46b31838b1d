package io.healing.core;

import io.healing.api.act.ProcedureSpec;
import io.healing.core.Course.Phase;
import java.time.Duration;

/** How long a recovery procedure and its steps may take. */
final class CourseTime {
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
   * Whether its steps should be in place by now. The last effect has a deadline of its own, which
   * may lie after the next run of a job.
   */
  boolean late(Course course, ProcedureSpec spec) {
    boolean inPlace = course.is(Phase.WATCHING) && course.step() == spec.steps().size();
    return !inPlace && !rooms.now().isBefore(course.begun().plus(whole(spec)));
  }

  /** One try of the step that is next: its own limit or what is left of the whole. */
  Duration limit(Course course, ProcedureSpec spec) {
    Duration rest = Duration.between(rooms.now(), course.begun().plus(whole(spec)));
    Duration own = spec.steps().get(course.step()).timeout();
    return own != null && own.compareTo(rest) < 0 ? own : rest;
  }
}
