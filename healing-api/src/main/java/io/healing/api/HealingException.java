package io.healing.api;

import org.jspecify.annotations.Nullable;

/**
 * The one unchecked exception of Healing. Its message says what is wrong, where, and with which
 * value; {@link #hint()} says how to mend it.
 */
public class HealingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String words;
  private final String hint;

  /** A fault with its mend. */
  public HealingException(String message, String hint) {
    this(message, hint, null);
  }

  /** A fault with its mend and its cause. */
  public HealingException(String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.words = hint.isEmpty() ? message : message + "\n" + hint;
    this.hint = hint;
  }

  /** What is wrong and, on a line of its own, how to mend it. */
  @Override
  public final String getMessage() {
    return words;
  }

  /** What is wrong and how to mend it as one line, for a report or a log. */
  public final String inOneLine() {
    return words.replaceAll("\\.?\\s*\\R\\s*", ". ");
  }

  /** How to mend it; empty when the message says all there is to say. */
  public final String hint() {
    return hint;
  }
}
