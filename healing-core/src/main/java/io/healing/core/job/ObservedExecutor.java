package io.healing.core.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An executor whose tasks are observed. Everything else is what the host's executor does. */
@SuppressWarnings("NullAway") // a null is handed on, for the host's executor to refuse
class ObservedExecutor implements ExecutorService {
  private final ExecutorService executor;
  private final Observing observing;

  ObservedExecutor(ExecutorService executor, Observing observing) {
    this.executor = executor;
    this.observing = observing;
  }

  final Observing observing() {
    return observing;
  }

  @Override
  public void execute(Runnable task) {
    if (executor instanceof ForkJoinPool pool && ObservedFork.fits(task)) {
      fork(pool, (ForkJoinTask<?>) task);
      return;
    }
    executor.execute(observing.once(executor, task));
  }

  @Override
  public Future<?> submit(Runnable task) {
    if (executor instanceof ForkJoinPool pool && ObservedFork.fits(task)) {
      fork(pool, (ForkJoinTask<?>) task);
      return (ForkJoinTask<?>) task;
    }
    return executor.submit(observing.once(executor, task));
  }

  /** A pool gives back a task of its own kind as its future, so the caller gets that too. */
  private void fork(ForkJoinPool pool, ForkJoinTask<?> task) {
    pool.execute(new ObservedFork(observing.of(task), task));
  }

  @Override
  public <T> Future<T> submit(Runnable task, T result) {
    return executor.submit(observing.once(executor, task), result);
  }

  @Override
  public <T> Future<T> submit(Callable<T> task) {
    return executor.submit(observing.once(executor, task));
  }

  @Override
  public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
      throws InterruptedException {
    return executor.invokeAll(observing.all(executor, tasks));
  }

  @Override
  public <T> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException {
    return executor.invokeAll(observing.all(executor, tasks), timeout, unit);
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    return executor.invokeAny(observing.all(executor, tasks));
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return executor.invokeAny(observing.all(executor, tasks), timeout, unit);
  }

  @Override
  public void shutdown() {
    executor.shutdown();
    forgetWhenShut();
  }

  @Override
  public List<Runnable> shutdownNow() {
    List<Runnable> waiting = executor.shutdownNow().stream().map(this::bare).toList();
    forgetWhenShut();
    return new ArrayList<>(waiting);
  }

  /** The host's own object for one that its executor holds. */
  Runnable bare(Runnable held) {
    return held instanceof ObservedTask wrapped ? wrapped.task() : held;
  }

  @Override
  public boolean isShutdown() {
    return executor.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return executor.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return executor.awaitTermination(timeout, unit);
  }

  /**
   * From JDK 19 on executors close themselves, each in its own way; before that nobody calls it.
   */
  public void close() {
    if (executor instanceof AutoCloseable closeable) {
      closed(closeable);
    }
  }

  private void closed(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("An executor's close threw a checked exception", e);
    } finally {
      forgetWhenShut();
    }
  }

  /** Some executors, as the common pool, go on whatever they are told. */
  private void forgetWhenShut() {
    if (executor.isShutdown()) {
      observing.control().closed(executor);
    }
  }

  @Override
  public String toString() {
    return executor.toString();
  }
}
