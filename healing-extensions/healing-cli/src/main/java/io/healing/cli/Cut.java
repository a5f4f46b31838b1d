package io.healing.cli;

/** What of a cell is left where the screen is too narrow. */
enum Cut {
  /** All of it. */
  NEVER,
  /** Its beginning. */
  END,
  /** Its end, which is what tells one place from another. */
  BEGINNING
}
