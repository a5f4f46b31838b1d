package io.healing.core;

import io.healing.api.Target;
import io.healing.api.host.Handle;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Handles for what most programs have. Each reads the host's own object and keeps no copy of its
 * numbers; each is thread-safe.
 */
public final class Handles {
  private static final int MOST_THREADS = 10_000;

  private Handles() {}

  /**
   * A thread pool, {@code pool:<name>}. Readings: {@code active}, {@code size}, {@code max_size},
   * {@code queued}, {@code queue_size} where its queue has a bound, and {@code rejected} where the
   * pool's rejection handler is a {@link CountedRejections}. Settings: {@code core_size}, {@code
   * max_size}, 1 to 10,000; {@code queue_size} where the queue is a {@link ResizableQueue}.
   *
   * @param name not blank
   */
  public static Handle threadPool(String name, ThreadPoolExecutor pool) {
    return new ThreadPoolHandle(
        new Target("pool", name), Objects.requireNonNull(pool, "pool"), MOST_THREADS);
  }

  /**
   * A queue, {@code queue:<name>}. Readings: {@code queued}, and {@code queue_size} where it has a
   * bound. Setting: {@code queue_size}, where it is a {@link ResizableQueue}.
   *
   * @param name not blank
   */
  public static Handle queue(String name, BlockingQueue<?> tasks) {
    return new QueueHandle(new Target("queue", name), Objects.requireNonNull(tasks, "tasks"));
  }

  /**
   * Counts of calls that the program tells, {@code calls:<name>}, whose share of failures is
   * watched; {@code calls:runs} is counted already, and only measured: the runs of the jobs.
   *
   * @param name not blank
   */
  public static CallCounts calls(String name) {
    return new CallCounts(name);
  }

  /**
   * Numbers that this program's JMX server shows; nothing is read or changed until attributes are
   * named, as in {@code jmx(target).reading("active", bean, "ActiveConnections")}.
   */
  public static JmxHandle jmx(Target target) {
    return JmxHandle.of(target, ManagementFactory.getPlatformMBeanServer());
  }

  /**
   * A HikariCP connection pool, {@code pool:<name>}, read through JMX: it must be configured with
   * {@code registerMbeans = true} and this {@code poolName}. Readings: {@code active}, {@code
   * idle}, {@code size}, {@code waiting}, {@code max_size}. Settings: {@code max_size}, 1 to 1,000,
   * and {@code connection_timeout_ms}, 250 to 3,600,000.
   *
   * @param poolName the pool's name, without quotes, commas, {@code *} and {@code ?}
   * @throws IllegalArgumentException when the name cannot be part of a JMX name
   */
  public static Handle hikariPool(String poolName) {
    ObjectName pool = name("com.zaxxer.hikari:type=Pool (" + poolName + ")");
    ObjectName config = name("com.zaxxer.hikari:type=PoolConfig (" + poolName + ")");
    return jmx(new Target("pool", poolName))
        .reading("active", pool, "ActiveConnections")
        .reading("idle", pool, "IdleConnections")
        .reading("size", pool, "TotalConnections")
        .reading("waiting", pool, "ThreadsAwaitingConnection")
        .reading("max_size", config, "MaximumPoolSize")
        .setting("max_size", config, "MaximumPoolSize")
        .within("max_size", 1, 1_000)
        .setting("connection_timeout_ms", config, "ConnectionTimeout")
        .within("connection_timeout_ms", 250, 3_600_000);
  }

  private static ObjectName name(String text) {
    try {
      return new ObjectName(text);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(text + " cannot be a JMX name: " + e.getMessage(), e);
    }
  }
}
