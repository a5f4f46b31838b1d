package io.healing.api.decide;

/**
 * By which way a person does what a message speaks of: a command, a call, a request. A message
 * names the ways of the program that sends it, since that is what its reader has. Thread-safe, and
 * asked when a message is made.
 */
@FunctionalInterface
public interface Ways {
  /**
   * The way to it, to be copied into a sentence: complete but for what only the person knows, which
   * stands there as {@code NAME} (who does it) and {@code TEXT} (why).
   */
  String to(Deed deed);

  /**
   * What must be known of all of them, such as what has to be switched on first: whole sentences,
   * said once in a message; empty for nothing.
   */
  default String note() {
    return "";
  }

  /** The commands of the command line, as in {@code healing approve s3 --by NAME}. */
  static Ways commands() {
    return new CommandWays("");
  }

  /**
   * The commands, with what they must be given.
   *
   * @param note what {@link #note} says
   */
  static Ways commands(String note) {
    return new CommandWays(note);
  }

  /** The methods of {@code HealingAdmin}, as in {@code healing.admin().lift(3)}. */
  static Ways code() {
    return CodeWays::call;
  }
}
