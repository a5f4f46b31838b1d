package io.healing.cli;

/** The colours that say how good or bad something is. */
enum Colour {
  GOOD(32),
  DOUBTFUL(33),
  BAD(31),
  TITLE(1),
  QUIET(2);

  private final int code;

  Colour(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
