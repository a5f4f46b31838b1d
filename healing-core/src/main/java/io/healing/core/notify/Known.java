package io.healing.core.notify;

import java.util.List;

/**
 * What is known of an incident beside itself when people are told of it.
 *
 * @param why the cause, one line or more; empty while it is not known
 * @param did what was done or decided, a line each
 * @param waiting the suggestions for it that wait for a person
 * @param done the newest change that was made for it and can be taken back, as {@code a5}; empty
 *     for none
 * @param again what Healing may still do by itself, in one sentence; empty for nothing
 */
public record Known(
    String why, List<String> did, List<Waiting> waiting, String done, String again) {

  /**
   * A suggestion that waits.
   *
   * @param id as {@code s3}
   * @param planHash the hash of its plan; empty for advice, which is not approved
   */
  public record Waiting(String id, String planHash) {}

  /** With nothing that Healing may still do by itself. */
  public Known(String why, List<String> did, List<Waiting> waiting, String done) {
    this(why, did, waiting, done, "");
  }

  /** With what Healing may still do by itself, in one sentence. */
  public Known withAgain(String sentence) {
    return new Known(why, did, waiting, done, sentence);
  }

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
