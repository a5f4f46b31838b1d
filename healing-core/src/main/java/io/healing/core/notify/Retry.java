package io.healing.core.notify;

import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.NotDeliveredException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** When a letter is tried again. */
final class Retry {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final double LEAST = 0.8;
  private static final double SPREAD = 0.4;
  private static final int MOST_DOUBLINGS = 30;

  private final DeliveryConfig delivery;
  private final DoubleSupplier jitter;

  /**
   * @param jitter gives numbers from 0 to 1
   */
  Retry(DeliveryConfig delivery, DoubleSupplier jitter) {
    this.delivery = delivery;
    this.jitter = jitter;
  }

  /** When it is tried again; empty when it is given up. */
  Optional<Instant> after(Letter letter, Throwable cause, Instant now) {
    boolean refused = cause instanceof NotDeliveredException fault && !fault.again();
    boolean last = letter.tries() + 1 >= delivery.attempts();
    Instant again = now.plus(delay(letter.tries(), cause));
    return refused || last || letter.expired(delivery.expiry(), again)
        ? Optional.empty()
        : Optional.of(again);
  }

  private Duration delay(int tries, Throwable cause) {
    double doubled =
        (double) delivery.firstRetry().toMillis() * Math.pow(2, Math.min(tries, MOST_DOUBLINGS));
    double spread = LEAST + SPREAD * jitter.getAsDouble();
    Duration own =
        Duration.ofMillis(Math.round(Math.min(doubled, (double) LONGEST.toMillis()) * spread));
    Duration asked =
        cause instanceof NotDeliveredException fault && fault.after() != null
            ? fault.after()
            : Duration.ZERO;
    return own.compareTo(asked) > 0 ? own : asked;
  }
}
