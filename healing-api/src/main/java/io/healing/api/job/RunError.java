package io.healing.api.job;

/**
 * What went wrong in a run, redacted.
 *
 * @param type the exception's class name, or {@code exit} for a command
 * @param message its message, at most 4,096 characters; may be empty
 * @param stack the stack with the causes, a frame a line, at most 16,384 characters; may be empty
 */
public record RunError(String type, String message, String stack) {

  /** Type and message in one line. */
  public String line() {
    return message.isEmpty() ? type : type + ": " + message;
  }
}
