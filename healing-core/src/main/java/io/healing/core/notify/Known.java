package io.healing.core.notify;

import java.util.List;

/**
 * What is known of an incident beside itself when people are told of it.
 *
 * @param why the cause, one line or more; empty while it is not known
 * @param did what was done or decided, a line each
 * @param waiting the suggestions for it that wait for a person, as {@code s3}
 * @param done the newest change that was made for it, as {@code a5}; empty for none
 */
public record Known(String why, List<String> did, List<String> waiting, String done) {
  /** Copies the lists. */
  public Known {
    did = List.copyOf(did);
    waiting = List.copyOf(waiting);
  }

  /** Nothing. */
  static Known nothing() {
    return new Known("", List.of(), List.of(), "");
  }
}
