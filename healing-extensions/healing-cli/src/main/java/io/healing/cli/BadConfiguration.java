package io.healing.cli;

import io.healing.api.HealingException;

/** The configuration does not load, or is not there. */
final class BadConfiguration extends HealingException {
  private static final long serialVersionUID = 1L;

  BadConfiguration(String message, String hint) {
    super(message, hint);
  }
}
