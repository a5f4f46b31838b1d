package io.healing.spring;

import io.healing.api.learn.SystemStatus;
import io.healing.core.Healing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How Healing stood a moment ago. It is asked for on a daemon thread now and then, so that nobody
 * who reads it waits for a database. Thread-safe.
 */
public final class HealingSnapshot implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealingSnapshot.class);

  private final Healing healing;
  private final Duration every;
  private final InstantSource clock = InstantSource.system();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(HealingSnapshot::daemon);
  private volatile @Nullable SystemStatus last;
  private volatile @Nullable String fault;
  private volatile @Nullable Instant asked;
  private @Nullable ScheduledFuture<?> refreshing;

  HealingSnapshot(Healing healing, Duration every) {
    this.healing = healing;
    this.every = every;
  }

  /**
   * Of a Healing that the program makes by itself, from now on until it is closed.
   *
   * @param every how often it is made anew; above zero
   */
  public static HealingSnapshot of(Healing healing, Duration every) {
    HealingSnapshot made = new HealingSnapshot(Objects.requireNonNull(healing, "healing"), every);
    made.start();
    return made;
  }

  private static Thread daemon(Runnable work) {
    Thread made = new Thread(work, "healing-snapshot");
    made.setDaemon(true);
    return made;
  }

  synchronized void start() {
    if (refreshing == null) {
      refreshing =
          thread.scheduleWithFixedDelay(this::refresh, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void refresh() {
    asked = clock.instant();
    try {
      last = healing.status();
      fault = null;
    } catch (RuntimeException e) {
      if (fault == null) {
        LOG.warn("How Healing stands cannot be read; what is shown is older", e);
      }
      fault = e.getClass().getName();
    } finally {
      asked = null;
    }
  }

  /** The newest; empty before the first was made. */
  public Optional<SystemStatus> newest() {
    return Optional.ofNullable(last);
  }

  /**
   * Why the newest is older than it should be: the kind of fault, or that Healing does not answer
   * for longer than the time between two; empty where there is no reason.
   */
  public Optional<String> fault() {
    Instant since = asked;
    if (since != null && since.plus(every).isBefore(clock.instant())) {
      return Optional.of("no answer since " + since);
    }
    return Optional.ofNullable(fault);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
