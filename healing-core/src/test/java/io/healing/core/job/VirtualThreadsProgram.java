package io.healing.core.job;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunningRun;
import io.healing.api.job.ThreadLook;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Run by {@link VirtualThreadsTest} on a JDK with virtual threads. */
final class VirtualThreadsProgram {
  private static final ThreadLocal<String> HOSTS = new ThreadLocal<>();

  private final HeldTime time = new HeldTime("2026-03-01T10:00:00Z");
  private final Jobs jobs = time.jobs(1 << 16);

  public static void main(String[] args) throws Exception {
    VirtualThreadsProgram program = new VirtualThreadsProgram();
    program.resultsAndFailures();
    program.lookAndInterrupt();
    program.close();
    program.threadLocals();
    program.forkJoinPool();
    program.adapted();
  }

  static ExecutorService perTask() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private static boolean isVirtual() {
    try {
      return (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<JobRun> ended() {
    return jobs.drain(time.instant()).ended();
  }

  private void resultsAndFailures() throws Exception {
    ExecutorService plain = perTask();
    ExecutorService observed = jobs.observe(plain, "work");
    List<Callable<Integer>> tasks = List.of(() -> 1, () -> 2, () -> 3);
    List<Integer> results = observed.invokeAll(tasks).stream().map(this::value).toList();
    Future<?> bad =
        observed.submit(
            () -> {
              throw new IllegalStateException("broken");
            });
    String message = "";
    try {
      bad.get();
    } catch (ExecutionException e) {
      message = e.getCause().getMessage();
    }
    plain.shutdown();
    plain.awaitTermination(10, TimeUnit.SECONDS);
    System.out.println("results: " + results + " and " + message + "; runs: " + counted(ended()));
  }

  static String counted(List<JobRun> runs) {
    return runs.stream()
        .collect(Collectors.groupingBy(JobRun::outcome, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private int value(Future<Integer> future) {
    try {
      return future.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void lookAndInterrupt() throws Exception {
    ExecutorService plain = perTask();
    CountDownLatch began = new CountDownLatch(1);
    AtomicInteger virtual = new AtomicInteger();
    Future<?> hung =
        jobs.observe(plain, "hung")
            .submit(
                () -> {
                  virtual.set(isVirtual() ? 1 : 0);
                  began.countDown();
                  new CountDownLatch(1).await();
                  return 1;
                });
    began.await();
    jobs.drain(time.instant());
    RunningRun run = jobs.snapshot("hung", time.instant()).orElseThrow().running().get(0);
    ThreadLook look = waiting(run);
    boolean awaits = look.frames().stream().anyMatch(one -> one.getMethodName().equals("await"));
    jobs.control().interrupt("hung", run.id());
    try {
      hung.get();
    } catch (ExecutionException e) {
      assert e.getCause() instanceof InterruptedException : e;
    }
    plain.shutdown();
    plain.awaitTermination(10, TimeUnit.SECONDS);
    System.out.println(
        "look: "
            + look.state()
            + (awaits ? " in await" : " elsewhere")
            + (virtual.get() == 1 ? " of a virtual thread" : " of a platform thread")
            + "; interrupted: "
            + ended().get(0).outcome());
  }

  private static ThreadLook waiting(RunningRun run) {
    ThreadLook look = run.look().orElseThrow();
    while (look.state() != Thread.State.WAITING) {
      Thread.onSpinWait();
      look = run.look().orElseThrow();
    }
    return look;
  }

  private void close() throws Exception {
    ExecutorService plain = perTask();
    ExecutorService observed = jobs.observe(plain, "closing");
    Future<Integer> last = observed.submit(() -> 7);
    ((AutoCloseable) observed).close();
    String refused = "takes tasks";
    try {
      observed.submit(() -> 8);
    } catch (RejectedExecutionException e) {
      refused = "takes no more tasks";
    }
    System.out.println(
        "closed: "
            + (plain.isTerminated() ? "terminated" : "open")
            + ", "
            + refused
            + ", its tasks ended: "
            + (last.isDone() && counted(ended()).equals("SUCCESS=1")));
  }

  private void threadLocals() throws Exception {
    ClassLoader loader = new ClassLoader() {};
    boolean[] same = new boolean[2];
    ExecutorService plain = perTask();
    jobs.observe(plain, "locals")
        .submit(
            () -> {
              boolean fresh = HOSTS.get() == null;
              HOSTS.set("mine");
              Thread.currentThread().setContextClassLoader(loader);
              jobs.observe("inner", () -> {});
              same[0] =
                  fresh
                      && "mine".equals(HOSTS.get())
                      && Thread.currentThread().getContextClassLoader() == loader;
            })
        .get();
    plain
        .submit(
            () -> {
              jobs.observe("bare", () -> {});
              same[1] = jobs.mark().isEmpty();
            })
        .get();
    plain.shutdown();
    plain.awaitTermination(10, TimeUnit.SECONDS);
    jobs.drain(time.instant());
    System.out.println("own thread locals and class loader: " + same[0]);
    System.out.println("nothing of ours is left on the thread: " + same[1]);
  }

  /** From JDK 25 on a fork-join pool is a scheduler too. */
  private void forkJoinPool() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    ExecutorService observed = jobs.observe(pool, "periodic");
    boolean known = ((Object) pool) instanceof ScheduledExecutorService;
    boolean scheduler = observed instanceof ScheduledExecutorService;
    int runs = 3;
    boolean silenced = true;
    if (known) {
      AtomicInteger count = new AtomicInteger();
      ScheduledFuture<?> task =
          ((ScheduledExecutorService) observed)
              .scheduleWithFixedDelay(() -> third(count), 0, 1, TimeUnit.MILLISECONDS);
      try {
        task.get();
      } catch (ExecutionException e) {
        assert e.getCause().getMessage().endsWith("third") : e;
      }
      pool.shutdown();
      pool.awaitTermination(10, TimeUnit.SECONDS);
      runs = ended().size();
      silenced = jobs.snapshot("periodic", time.instant()).orElseThrow().silencedBy() != null;
    }
    System.out.println(
        "fork-join pool: scheduler "
            + (scheduler == known)
            + ", "
            + runs
            + " periodic runs, silenced "
            + silenced);
  }

  private static void third(AtomicInteger count) {
    if (count.incrementAndGet() == 3) {
      throw new IllegalStateException("third");
    }
  }

  private void adapted() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    ExecutorService observed = jobs.observe(pool, "adapted");
    CountDownLatch began = new CountDownLatch(1);
    observed.execute(() -> hold(began));
    began.await();
    ForkJoinTask<?> task = ForkJoinTask.adapt(() -> {});
    Future<?> given = observed.submit((Runnable) task);
    observed.shutdownNow();
    pool.awaitTermination(10, TimeUnit.SECONDS);
    System.out.println(
        "adapted task: same future " + (given == task) + ", ended with the pool " + task.isDone());
  }

  private static void hold(CountDownLatch began) {
    began.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
