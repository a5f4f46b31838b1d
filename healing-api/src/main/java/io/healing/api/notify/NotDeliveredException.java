package io.healing.api.notify;

import io.healing.api.HealingException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A notification could not be sent. A notifier that throws this says whether it is worth to try
 * again; of any other exception that is assumed.
 */
public final class NotDeliveredException extends HealingException {
  private static final long serialVersionUID = 1L;

  private static final Duration LONGEST = Duration.ofHours(1);

  private final boolean again;
  private final @Nullable Duration after;

  private NotDeliveredException(
      String message, String hint, boolean again, @Nullable Duration after) {
    super(message, hint);
    this.again = again;
    this.after = after;
  }

  /** The channel refuses it, and would refuse it again: it is given up. */
  public static NotDeliveredException refused(String message, String hint) {
    return new NotDeliveredException(message, hint, false, null);
  }

  /** It may be sent later. */
  public static NotDeliveredException later(String message, String hint) {
    return new NotDeliveredException(message, hint, true, null);
  }

  /**
   * It may be sent after this time, as the channel says. That is no fault of the notifier: until
   * then it is left alone, and it does not count towards its rest.
   *
   * @param after zero or longer; more than an hour is taken for an hour
   */
  public static NotDeliveredException later(String message, String hint, Duration after) {
    Duration bounded = after.compareTo(LONGEST) > 0 ? LONGEST : after;
    return new NotDeliveredException(message, hint, true, bounded);
  }

  /** Whether it is tried again. */
  public boolean again() {
    return again;
  }

  /** How long the channel wants to be left alone, an hour at most; null where it does not say. */
  public @Nullable Duration after() {
    return after;
  }
}
