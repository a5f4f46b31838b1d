package io.healing.core.act;

import io.healing.api.HealingException;

/** A change went wrong in a way that does not tell whether it took place: it must be looked at. */
final class Uncertain extends HealingException {
  private static final long serialVersionUID = 1L;

  Uncertain(String message, Throwable cause) {
    super(message, "", cause);
  }
}
