package io.healing.cli;

import io.healing.api.HealingException;
import io.healing.api.job.JobControl;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs one command again, or ends it, when Healing says so. */
final class CommandControl implements JobControl {
  static final String RUNNER = "command";
  private static final long LOOK_MS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String job;
  private final SynchronousQueue<String> orders = new SynchronousQueue<>();
  private final AtomicReference<@Nullable Child> running = new AtomicReference<>();

  CommandControl(String job) {
    this.job = job;
  }

  @Override
  public String id() {
    return "command.control";
  }

  @Override
  public String runner() {
    return RUNNER;
  }

  @Override
  public Set<Order> orders(String jobId) {
    return jobId.equals(job) ? EnumSet.of(Order.RUN, Order.INTERRUPT) : EnumSet.noneOf(Order.class);
  }

  /** The command runs, or with null has ended. */
  void runs(@Nullable Child child) {
    running.set(child);
  }

  /**
   * Waits for the order to run it again.
   *
   * @param stopped looked at several times a second: whether nobody wants it any more
   * @return false when none came in this time, or it is stopped
   */
  boolean ordered(Duration within, BooleanSupplier stopped) throws InterruptedException {
    long until = System.nanoTime() + within.toNanos();
    String order = null;
    while (order == null && !stopped.getAsBoolean() && System.nanoTime() < until) {
      order = orders.poll(LOOK_MS, TimeUnit.MILLISECONDS);
    }
    return order != null && !stopped.getAsBoolean();
  }

  @Override
  public boolean run(String jobId, String key) {
    try {
      if (!jobId.equals(job) || !orders.offer(jobId, PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new HealingException(
            "The command of " + jobId + " is not waiting to be run again",
            "It runs again by its own scheduler.");
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HealingException("The command of " + jobId + " was not run again: stopped", "", e);
    }
  }

  @Override
  public void interrupt(String jobId, long runId) {
    Child child = running.get();
    if (!jobId.equals(job) || child == null) {
      throw new HealingException(
          "The command of " + jobId + " does not run here", "It has ended, or runs elsewhere.");
    }
    try {
      child.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HealingException("The command of " + jobId + " was not ended: stopped", "", e);
    }
  }

  @Override
  public void schedule(String jobId) {
    throw new HealingException(
        "The command of " + jobId + " has no schedule of Healing",
        "Its own scheduler, such as cron, starts it.");
  }
}
