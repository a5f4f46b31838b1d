package io.healing.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A lane with daemon threads of its own. A call past its limit is answered as failed and its thread
 * interrupted. A thread that does not heed that is given up and replaced, as long as so many may be
 * given up; else it stays, and takes further calls once this one has ended.
 */
final class ThreadLane extends Lane {
  private static final RedactedLog LOG = RedactedLog.of(ThreadLane.class);
  private static final int WAITING = 10_000;
  private static final long HEED_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final String name;
  private final LongSupplier nanos;
  private final BlockingQueue<LaneTask<?>> waiting = new LinkedBlockingQueue<>(WAITING);
  private final List<Worker> workers = new CopyOnWriteArrayList<>();
  private volatile List<String> held = List.of();
  private volatile boolean closed;

  ThreadLane(String name, int threads, LongSupplier nanos) {
    this.name = name;
    this.nanos = nanos;
    for (int i = 0; i < threads; i++) {
      hire();
    }
  }

  private void hire() {
    Worker worker = new Worker();
    workers.add(worker);
    worker.thread.setDaemon(true);
    worker.thread.start();
  }

  @Override
  void accept(LaneTask<?> task) {
    if (closed) {
      LOG.debug("The lane {} is closed and takes no call", name);
    } else if (!held.isEmpty()) {
      answer(task.refuse(full()));
    } else if (!waiting.offer(task)) {
      answer(task.refuse("too many calls are waiting"));
    }
  }

  private String full() {
    return "every thread of the lane " + name + " is held by a call that does not end";
  }

  @Override
  List<String> held() {
    return held;
  }

  @Override
  void watch() {
    long now = nanos.getAsLong();
    List<String> stuck = new ArrayList<>();
    for (Worker worker : workers) {
      String call = worker.overdue(now);
      if (!call.isEmpty() && !replaced(worker)) {
        stuck.add(call);
      }
    }
    held = stuck.size() == workers.size() ? List.copyOf(stuck) : List.of();
    if (!held.isEmpty()) {
      refuseWaiting(full());
    }
  }

  private boolean replaced(Worker worker) {
    boolean givenUp = !closed && GivenUp.mark(worker.thread);
    if (givenUp) {
      workers.remove(worker);
      worker.retire();
      hire();
    }
    return givenUp;
  }

  private void refuseWaiting(String why) {
    for (LaneTask<?> task = waiting.poll(); task != null; task = waiting.poll()) {
      answer(task.refuse(why));
    }
  }

  @Override
  void close(Duration patience) {
    closed = true;
    waiting.clear();
    long until = nanos.getAsLong() + patience.toNanos();
    for (Worker worker : workers) {
      worker.retire();
      join(worker.thread, until);
    }
  }

  private void join(Thread thread, long until) {
    try {
      long left = TimeUnit.NANOSECONDS.toMillis(until - nanos.getAsLong());
      if (left > 0) {
        thread.join(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One thread of the lane. Its monitor guards that an interrupt only ever meets its own call. */
  private final class Worker implements Runnable {
    private final Thread thread = new Thread(this, name);
    private @Nullable LaneTask<?> current;
    private long began;
    private boolean expired;
    private volatile boolean retired;

    @Override
    public void run() {
      while (!retired) {
        try {
          work(waiting.take());
        } catch (InterruptedException e) {
          LOG.debug("Woken to see whether the lane {} still needs this thread", name);
        }
      }
    }

    private void work(LaneTask<?> task) {
      begin(task);
      try {
        answer(task.run());
      } finally {
        end();
      }
    }

    private synchronized void begin(LaneTask<?> task) {
      expired = false;
      began = nanos.getAsLong();
      current = task;
    }

    private synchronized void end() {
      current = null;
      if (Thread.interrupted()) {
        LOG.debug("A call in the lane {} ended with its thread interrupted", name);
      }
    }

    /** Expires a call past its limit; names it when its thread has not heeded the interrupt. */
    synchronized String overdue(long now) {
      LaneTask<?> task = current;
      if (task == null) {
        return "";
      }
      long late = now - began - task.limit().toNanos();
      if (late > 0 && !expired) {
        expired = true;
        answer(task.expire(thread));
        thread.interrupt();
      }
      return late > HEED_NANOS ? task.owner() : "";
    }

    /** Ends the thread: at once when it is idle, else after its call, which is not cut in two. */
    synchronized void retire() {
      retired = true;
      if (current == null) {
        thread.interrupt();
      }
    }
  }
}
