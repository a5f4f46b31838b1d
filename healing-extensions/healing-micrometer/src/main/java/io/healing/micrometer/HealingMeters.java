package io.healing.micrometer;

import io.healing.core.Healing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What Healing does, as meters: their names are those of {@link MeterName}. Fed by Healing's events
 * on the thread of its listeners, so that a breaker of Healing's that opens is shown at once, and
 * every 10 seconds by a look at how it stands, on a daemon thread of its own; a scrape only reads
 * numbers, and no job's thread comes here. Tags hold jobs, ids of findings, types of actions and
 * remediators, never the id of a run or a message; each has at most 100 values, what comes later is
 * {@code other}.
 *
 * <p>Thread-safe. Close it before Healing.
 */
public final class HealingMeters implements MeterBinder, AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final int MOST = 100;

  private final Healing healing;
  private final Settings settings;
  private final Events events;
  private @Nullable ScheduledExecutorService thread;
  private @Nullable Future<?> looking;
  private boolean heard;
  private boolean closed;

  private record Settings(int most, Duration interval) {}

  private HealingMeters(Healing healing, Settings settings) {
    this.healing = healing;
    this.settings = settings;
    events = new Events(healing, new TagValues(settings.most()));
  }

  /** The meters of this Healing; they exist in a registry once it is {@link #bindTo bound}. */
  public static HealingMeters of(Healing healing) {
    return new HealingMeters(
        Objects.requireNonNull(healing, "healing"), new Settings(MOST, INTERVAL));
  }

  /**
   * With another bound on the values of each tag.
   *
   * @param values 1 to 10,000
   * @throws IllegalArgumentException when it is not
   */
  public HealingMeters withMost(int values) {
    if (values < 1 || values > 10_000) {
      throw new IllegalArgumentException(
          "A tag may have 1 to 10000 values, but " + values + " are given");
    }
    return new HealingMeters(healing, new Settings(values, settings.interval()));
  }

  /**
   * With another time between two looks at how Healing stands.
   *
   * @param interval zero for no thread: then {@link #refresh} is the caller's to call
   * @throws IllegalArgumentException when it is negative
   */
  public HealingMeters withInterval(Duration interval) {
    if (interval.isNegative()) {
      throw new IllegalArgumentException(
          "The time between two looks is zero or more, but is " + interval);
    }
    return new HealingMeters(healing, new Settings(settings.most(), interval));
  }

  /**
   * Puts the meters into a registry. Incidents that are active already are shown as active and not
   * counted as begun. A store that cannot be read now is told in the log and looked at again.
   *
   * @throws IllegalStateException when it is closed
   */
  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    if (closed) {
      throw new IllegalStateException("These meters are closed: make new ones for this Healing");
    }
    events.add(Objects.requireNonNull(registry, "registry"));
    if (!heard) {
      heard = true;
      healing.addListener(events);
      thread = settings.interval().isZero() ? null : started();
    }
  }

  private ScheduledExecutorService started() {
    ScheduledExecutorService ours =
        Executors.newSingleThreadScheduledExecutor(HealingMeters::thread);
    long millis = Math.max(1, settings.interval().toMillis());
    looking = ours.scheduleWithFixedDelay(events::look, millis, millis, TimeUnit.MILLISECONDS);
    return ours;
  }

  private static Thread thread(Runnable work) {
    Thread daemon = new Thread(work, "healing-meters");
    daemon.setDaemon(true);
    return daemon;
  }

  /**
   * Takes over how Healing stands now: a look at what is in memory and some short queries.
   *
   * @throws io.healing.api.HealingException when the store cannot be read
   */
  public void refresh() {
    events.refresh();
  }

  /** Stops looking and listening; the meters stay in the registry as they are. */
  @Override
  public synchronized void close() {
    closed = true;
    events.close();
    if (thread != null && looking != null) {
      looking.cancel(true);
      thread.shutdownNow();
    }
  }
}
