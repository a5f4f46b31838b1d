package io.healing.spring.boot;

import io.healing.api.HealingException;

/** An answer of the endpoint that is not 200, in words of a person. */
final class Refusal extends HealingException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private Refusal(int status, String message, String hint) {
    super(message, hint);
    this.status = status;
  }

  /** What was asked cannot be understood. */
  static Refusal unclear(String message, String hint) {
    return new Refusal(400, message, hint);
  }

  /** There is no such thing. */
  static Refusal notThere(String message, String hint) {
    return new Refusal(404, message, hint);
  }

  int status() {
    return status;
  }
}
