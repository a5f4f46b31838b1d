package io.healing.sqlite.schema;

import io.healing.api.HealingException;

/** The declared schema itself is wrong, with the place in it and the mend. */
final class SchemaFault extends HealingException {
  private static final long serialVersionUID = 1L;

  SchemaFault(String message, String hint, Throwable cause) {
    super(message, hint, cause);
  }

  SchemaFault(String message, String hint) {
    super(message, hint);
  }
}
