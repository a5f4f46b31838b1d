package io.healing.core;

/** A lane did not make a call; whoever was to be called is not at fault. */
final class CallRefused extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  CallRefused(String message) {
    super(message);
  }
}
