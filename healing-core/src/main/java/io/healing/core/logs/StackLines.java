package io.healing.core.logs;

/** The lines of a printed stack trace. */
final class StackLines {
  private StackLines() {}

  /** Such as {@code at com.acme.Orders.read(Orders.java:12)} and {@code ... 12 more}. */
  static boolean frame(String line) {
    String text = line.strip();
    return (text.startsWith("at ") && text.endsWith(")") && text.indexOf('(') > 0)
        || (text.startsWith("... ") && text.endsWith(" more"));
  }
}
