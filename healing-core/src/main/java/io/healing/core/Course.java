package io.healing.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A recovery procedure under way for one incident.
 *
 * @param incident the incident's id
 * @param procedure the procedure's name
 * @param sure the confidence with which it was begun
 * @param instance the process that carries it out
 * @param begun when its first step was begun
 * @param clock how much of its time is used up
 * @param step the step that is next or under way, from 0
 * @param failed how often this step failed so far
 * @param phase what is waited for
 * @param since when this try of the step came due
 * @param due not looked at before
 * @param suggestion the suggestion of the step, or 0 before there is one
 * @param actions what is in place, in the order in which it was made
 */
record Course(
    String incident,
    String procedure,
    double sure,
    long instance,
    Instant begun,
    CourseClock clock,
    int step,
    int failed,
    Phase phase,
    Instant since,
    Instant due,
    long suggestion,
    List<Long> actions) {
  private static final int PARTS = 13;

  /** What is waited for. */
  enum Phase {
    /** The next step is to be made when it is due. */
    NEXT,
    /** The step is being made. */
    DOING,
    /** A person is to approve the step. */
    ASKING,
    /** The effect of the last step is awaited. */
    WATCHING
  }

  /** Copies the list. */
  Course {
    actions = List.copyOf(actions);
  }

  /** Begins with this step. */
  static Course begun(String incident, String procedure, double sure, Instant now) {
    return new Course(
        incident,
        procedure,
        sure,
        0,
        now,
        CourseClock.begun(now),
        0,
        0,
        Phase.NEXT,
        now,
        now,
        0,
        List.of());
  }

  /** As it is stored: a part a line. */
  String text() {
    String made = actions.stream().map(String::valueOf).collect(Collectors.joining(","));
    return List.of(
            incident,
            procedure,
            sure,
            instance,
            begun,
            clock.text(),
            step,
            failed,
            phase,
            since,
            due,
            suggestion,
            made)
        .stream()
        .map(String::valueOf)
        .collect(Collectors.joining("\n"));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static Course of(String text) {
    String[] parts = text.split("\n", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("A stored procedure has 13 lines, but is: " + text);
    }
    return new Course(
        parts[0],
        parts[1],
        Double.parseDouble(parts[2]),
        Long.parseLong(parts[3]),
        Instant.parse(parts[4]),
        CourseClock.of(parts[5]),
        Integer.parseInt(parts[6]),
        Integer.parseInt(parts[7]),
        Phase.valueOf(parts[8]),
        Instant.parse(parts[9]),
        Instant.parse(parts[10]),
        Long.parseLong(parts[11]),
        Arrays.stream(parts[12].split(","))
            .filter(id -> !id.isEmpty())
            .map(Long::valueOf)
            .toList());
  }

  boolean is(Phase asked) {
    return phase == asked;
  }

  Course in(Phase next) {
    return with(copy -> copy.phase = next);
  }

  /** Looked at again from this moment on. */
  Course until(Instant moment) {
    return with(copy -> copy.due = moment);
  }

  /** With the suggestion of its step. */
  Course with(long suggested) {
    return with(copy -> copy.suggestion = suggested);
  }

  /** With this clock. */
  Course with(CourseClock next) {
    return with(copy -> copy.clock = next);
  }

  /** With what came due put off by so much. */
  Course later(Duration by) {
    return with(copy -> copy.since = since.plus(by));
  }

  /** Carried on by this process. */
  Course by(long process) {
    return with(copy -> copy.instance = process);
  }

  /** With one more action in place. */
  Course having(long action) {
    List<Long> more = new ArrayList<>(actions);
    more.add(action);
    return with(copy -> copy.actions = more);
  }

  /** At a step that comes due at this moment. */
  Course at(int next, Instant moment) {
    return with(
        copy -> {
          copy.step = next;
          copy.failed = 0;
          copy.phase = Phase.NEXT;
          copy.since = moment;
          copy.due = moment;
          copy.suggestion = 0;
        });
  }

  /** The same step once more, from this moment on. */
  Course again(Instant moment) {
    return with(
        copy -> {
          copy.failed = failed + 1;
          copy.phase = Phase.NEXT;
          copy.since = moment;
          copy.due = moment;
          copy.suggestion = 0;
        });
  }

  /** The last action in place; 0 before the first. */
  long last() {
    return actions.isEmpty() ? 0 : actions.get(actions.size() - 1);
  }

  private Course with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.done();
  }

  /** All parts, open for a change. */
  private static final class Copy {
    private final String incident;
    private final String procedure;
    private final double sure;
    private long instance;
    private final Instant begun;
    private CourseClock clock;
    private int step;
    private int failed;
    private Phase phase;
    private Instant since;
    private Instant due;
    private long suggestion;
    private List<Long> actions;

    Copy(Course from) {
      incident = from.incident;
      procedure = from.procedure;
      sure = from.sure;
      instance = from.instance;
      begun = from.begun;
      clock = from.clock;
      step = from.step;
      failed = from.failed;
      phase = from.phase;
      since = from.since;
      due = from.due;
      suggestion = from.suggestion;
      actions = from.actions;
    }

    Course done() {
      return new Course(
          incident,
          procedure,
          sure,
          instance,
          begun,
          clock,
          step,
          failed,
          phase,
          since,
          due,
          suggestion,
          actions);
    }
  }
}
