package io.healing.core.act;

/** A content does not have the form that the file's name promises. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  Unreadable(String message) {
    super(message);
  }
}
