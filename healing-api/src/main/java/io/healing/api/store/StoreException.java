package io.healing.api.store;

import io.healing.api.HealingException;
import org.jspecify.annotations.Nullable;

/** The store could not do what was asked; nothing of the transaction was kept. */
public class StoreException extends HealingException {
  private static final long serialVersionUID = 1L;

  /** A fault with its mend and its cause. */
  public StoreException(String message, String hint, @Nullable Throwable cause) {
    super(message, hint, cause);
  }
}
