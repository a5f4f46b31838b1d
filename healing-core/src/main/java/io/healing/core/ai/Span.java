package io.healing.core.ai;

/**
 * A piece of a text.
 *
 * @param from its first character
 * @param to the character after its last one
 */
record Span(int from, int to) {
  /** Nothing, at this place. */
  static Span none(int at) {
    return new Span(at, at);
  }

  String in(String text) {
    return text.substring(from, to);
  }
}
