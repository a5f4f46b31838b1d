package io.healing.api.job;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands at its runner at one moment: what the runner knows of it, and when it will start
 * it. Made by the factories, changed by the withers; immutable and thread-safe.
 */
public final class JobStanding {

  /** Whether the runner will start it. */
  public enum State {
    /** It is on its schedule, or waits to be ordered. */
    SCHEDULED,
    /** Somebody put it aside for a while; no start is owed. */
    PAUSED,
    /** Its runner gave it up: it will not start again by itself, though it should. */
    STOPPED
  }

  private final JobDefinition definition;
  private final State state;
  private final String words;
  private final Sort sort;
  private final @Nullable Instant previous;
  private final @Nullable Instant next;

  /** What its being gone, or given up, would mean. */
  private enum Sort {
    PLAIN,
    ENDLESS,
    MAYBE_MEANT
  }

  private JobStanding(
      JobDefinition definition,
      State state,
      String words,
      Sort sort,
      @Nullable Instant previous,
      @Nullable Instant next) {
    this.definition = Objects.requireNonNull(definition, "definition");
    this.state = state;
    this.words = words;
    this.sort = sort;
    this.previous = previous;
    this.next = next;
  }

  /**
   * On its schedule.
   *
   * @param definition what the runner knows of the job; what the configuration says of it wins
   * @param next when it will start next; null where none is expected, as of a job that only runs
   *     when ordered
   */
  public static JobStanding scheduled(JobDefinition definition, @Nullable Instant next) {
    return new JobStanding(definition, State.SCHEDULED, "", Sort.PLAIN, null, next);
  }

  /** Put aside for a while: no start is owed. */
  public static JobStanding paused(JobDefinition definition) {
    return new JobStanding(definition, State.PAUSED, "", Sort.PLAIN, null, null);
  }

  /**
   * Given up by its runner.
   *
   * @param reason why, in a sentence for a person, such as {@code its trigger is in state ERROR}
   */
  public static JobStanding stopped(JobDefinition definition, String reason) {
    return new JobStanding(
        definition,
        State.STOPPED,
        Objects.requireNonNull(reason, "reason"),
        Sort.PLAIN,
        null,
        null);
  }

  /**
   * The same of one that is stopped, where a person or the program may have meant it to be: it is
   * then put on its schedule again only when a person says so.
   */
  public JobStanding maybeMeant() {
    return state == State.STOPPED
        ? new JobStanding(definition, state, words, Sort.MAYBE_MEANT, previous, next)
        : this;
  }

  /**
   * The same of one that is on its schedule, where that schedule has no end: when a later answer
   * leaves the job out, somebody took it away, and that is told.
   */
  public JobStanding withoutEnd() {
    return state == State.SCHEDULED
        ? new JobStanding(definition, state, words, Sort.ENDLESS, previous, next)
        : this;
  }

  /**
   * With its last start as the runner knows it, in whichever process it was; so a start that this
   * process did not see is not taken as missed.
   */
  public JobStanding withPrevious(@Nullable Instant started) {
    return new JobStanding(definition, state, words, sort, started, next);
  }

  /** The same of a job that is otherwise known. */
  public JobStanding withDefinition(JobDefinition known) {
    return new JobStanding(known, state, words, sort, previous, next);
  }

  /** With its schedule in words for a person, such as {@code 0 0 3 ? * MON Europe/Berlin}. */
  public JobStanding withSchedule(String text) {
    return state == State.STOPPED
        ? this
        : new JobStanding(
            definition, state, Objects.requireNonNull(text, "text"), sort, previous, next);
  }

  /** What the runner knows of the job. */
  public JobDefinition definition() {
    return definition;
  }

  /** Whether the runner will start it. */
  public State state() {
    return state;
  }

  /** Its schedule in words, or why it was given up; may be empty. */
  public String words() {
    return words;
  }

  /** Whether it is stopped and somebody may have meant it to be. */
  public boolean isMaybeMeant() {
    return sort == Sort.MAYBE_MEANT;
  }

  /** Whether it is on a schedule without an end. */
  public boolean isEndless() {
    return sort == Sort.ENDLESS;
  }

  /** Its last start in whichever process, or null where the runner does not know it. */
  public @Nullable Instant previous() {
    return previous;
  }

  /** When it will start next, or null when no start is expected. */
  public @Nullable Instant next() {
    return next;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JobStanding that
        && definition.equals(that.definition)
        && state == that.state
        && words.equals(that.words)
        && sort == that.sort
        && Objects.equals(previous, that.previous)
        && Objects.equals(next, that.next);
  }

  @Override
  public int hashCode() {
    return Objects.hash(definition, state, words, sort, previous, next);
  }

  @Override
  public String toString() {
    return definition.id() + " " + state + (next == null ? "" : ", next " + next);
  }
}
