package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.WireWord;
import java.time.Instant;

/**
 * Something that happened on the way of an event; told to every {@link HealingListener}.
 *
 * @param step where on the way
 * @param subject whom it concerns
 * @param reference what it is about: an incident's id, {@code s3}, {@code a3}, {@code r3}
 * @param text one or more lines for a person, redacted
 * @param at when
 */
public record HealingEvent(Step step, Subject subject, String reference, String text, Instant at) {

  /** The steps of the way. */
  public enum Step implements WireWord {
    /** Something is wrong. */
    DETECTED,
    /** It is believed to be known why, or not known. */
    DIAGNOSED,
    /** What is to be done now, or why nothing is. */
    DECIDED,
    /** A change was made, or could not be made. */
    ACTED,
    /** Whether the change helped. */
    VERIFIED,
    /** A change was taken back, or could not be. */
    UNDONE,
    /** It is over. */
    ENDED
  }
}
