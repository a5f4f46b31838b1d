package io.healing.api.store;

import io.healing.api.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What part of a list is wanted, newest first.
 *
 * @param subject only of this subject, or null for all
 * @param status only with this stored word, or null for all
 * @param limit 1 to 1,000
 * @param beforeId only rows with a smaller id (in the list's own order); 0 for the newest
 */
public record Page(@Nullable Subject subject, @Nullable String status, int limit, long beforeId) {
  private static final int MOST = 1_000;

  /** Checks the limit. */
  public Page {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("A page has 1 to 1000 rows, but was asked for " + limit);
    }
  }

  /**
   * Refuses the page of a list whose rows have no numbers.
   *
   * @param rows what the list has, for the message
   * @throws IllegalArgumentException when rows before an id are asked for
   */
  public void refuseBefore(String rows) {
    if (beforeId != 0) {
      throw new IllegalArgumentException(
          "There are no "
              + rows
              + " before "
              + beforeId
              + ": they have no numbers. Ask for the"
              + " newest, of a subject or with a status.");
    }
  }

  /** The newest rows of all. */
  public static Page newest(int limit) {
    return new Page(null, null, limit, 0);
  }

  /** Only of this subject. */
  public Page of(Subject whom) {
    return new Page(whom, status, limit, beforeId);
  }

  /** Only with this stored word. */
  public Page in(String word) {
    return new Page(subject, word, limit, beforeId);
  }

  /** Only rows before this id. */
  public Page before(long id) {
    return new Page(subject, status, limit, id);
  }
}
