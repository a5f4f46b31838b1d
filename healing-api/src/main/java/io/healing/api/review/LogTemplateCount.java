package io.healing.api.review;

/**
 * One template in the logs that a review read: a statement that the program logs, without what
 * differs from line to line.
 *
 * @param template its words, redacted, with {@code <*>} for what differs
 * @param kind how it stood against the runs before in the newest run in which it was unusual
 * @param count how many lines of it the runs looked at have, at least 1
 * @param runs in how many of the runs looked at it is, at least 1
 * @param words what is unusual about it, for a person, as in {@code a burst, 3 in a usual run:
 *     cannot read <*> (40 times)}, redacted; empty where it is usual
 */
public record LogTemplateCount(
    String template, LogTemplateKind kind, int count, int runs, String words) {

  /** In one line. */
  @Override
  public String toString() {
    String what = words.isEmpty() ? template : words;
    return "[" + kind.word() + "] " + what + "; lines: " + count + ", runs: " + runs;
  }
}
