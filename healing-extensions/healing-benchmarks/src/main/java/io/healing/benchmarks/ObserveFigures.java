package io.healing.benchmarks;

import com.sun.management.ThreadMXBean;
import io.healing.api.job.JobRun;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * What a job's thread pays for being observed, by its processor time and the bytes it allocates:
 * Healing, while another thread drains all the time and makes the records that are stored; beside
 * Resilience4j's circuit breaker with a Micrometer timer. The two are measured in turns. A round
 * holds fewer runs than the queue, and the next one begins when it was drained, so none is lost.
 */
public final class ObserveFigures {
  private static final int ROUNDS = 300;
  private static final int WARM = 200;
  private static final int RUNS = 16_384;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Observed observed = new Observed(65_536);
  private final ExecutorService threads;
  private final int producers;
  private volatile boolean stopped;
  private volatile long drained;
  private long made;

  /** What one thread paid for a round. */
  private record Paid(long nanos, long bytes) {}

  private ObserveFigures(int producers) {
    this.producers = producers;
    threads = Executors.newFixedThreadPool(producers);
  }

  /** Prints the figures. */
  public static void main(String[] args) throws Exception {
    new ObserveFigures(1).print();
    new ObserveFigures(2).print();
    full();
  }

  private void print() throws Exception {
    long[] drain = new long[2];
    Thread consumer = new Thread(() -> drain(drain), "drain");
    consumer.start();
    List<Paid> ours = new ArrayList<>();
    List<Paid> others = new ArrayList<>();
    for (int round = 0; round < WARM + ROUNDS; round++) {
      Paid our = round(observed::healing);
      made += (long) producers * RUNS;
      while (drained < made) {
        LockSupport.parkNanos(20_000);
      }
      Paid other = round(observed::others);
      if (round >= WARM) {
        ours.add(our);
        others.add(other);
      }
    }
    stopped = true;
    consumer.join();
    threads.shutdown();
    print(ours, others, drain);
  }

  private void print(List<Paid> ours, List<Paid> others, long[] drain) {
    double our = nanos(ours);
    double other = nanos(others);
    say(
        "observe, %d thread(s): Healing %.1f ns, circuit breaker and timer %.1f ns, ratio %.2f, bar 1",
        producers, our, other, our / other);
    say(
        "  %d B/op on the job's thread (the others: %d B/op), lost %d of %d",
        bytes(ours), bytes(others), observed.dropped(), made);
    say(
        "  draining, on the loop's thread: %.1f ns and %d B a run, of which the stored record has %d B",
        (double) drain[0] / made, drain[1] / made, record());
  }

  private Paid round(IntSupplier work) throws Exception {
    List<Callable<Paid>> tasks = new ArrayList<>();
    for (int producer = 0; producer < producers; producer++) {
      tasks.add(() -> paid(work));
    }
    long nanos = 0;
    long bytes = 0;
    for (Future<Paid> done : threads.invokeAll(tasks)) {
      nanos += done.get().nanos();
      bytes += done.get().bytes();
    }
    return new Paid(nanos, bytes);
  }

  private static Paid paid(IntSupplier work) {
    long self = Thread.currentThread().getId();
    long bytes = THREADS.getThreadAllocatedBytes(self);
    long nanos = THREADS.getCurrentThreadCpuTime();
    int sum = 0;
    for (int run = 0; run < RUNS; run++) {
      sum += work.getAsInt();
    }
    nanos = THREADS.getCurrentThreadCpuTime() - nanos;
    bytes = THREADS.getThreadAllocatedBytes(self) - bytes;
    if (sum != 42 * RUNS) {
      throw new IllegalStateException("The work was not done");
    }
    return new Paid(nanos, bytes);
  }

  private void drain(long[] paid) {
    long self = Thread.currentThread().getId();
    while (!stopped) {
      long bytes = THREADS.getThreadAllocatedBytes(self);
      long nanos = THREADS.getCurrentThreadCpuTime();
      int taken = observed.drain();
      if (taken == 0) {
        LockSupport.parkNanos(100_000);
      } else {
        paid[0] += THREADS.getCurrentThreadCpuTime() - nanos;
        paid[1] += THREADS.getThreadAllocatedBytes(self) - bytes;
        drained += taken;
      }
    }
  }

  private double nanos(List<Paid> rounds) {
    long[] all = rounds.stream().mapToLong(Paid::nanos).toArray();
    return (double) Cost.median(all) / producers / RUNS;
  }

  private long bytes(List<Paid> rounds) {
    long[] all = rounds.stream().mapToLong(Paid::bytes).toArray();
    return Math.round((double) Cost.median(all) / producers / RUNS);
  }

  /** The bytes of a run as it is stored, with the values that it alone has. */
  private static long record() {
    long self = Thread.currentThread().getId();
    JobRun[] kept = new JobRun[10_000];
    long before = THREADS.getThreadAllocatedBytes(self);
    for (int run = 0; run < kept.length; run++) {
      kept[run] = sample(run);
    }
    return (THREADS.getThreadAllocatedBytes(self) - before) / kept.length;
  }

  private static JobRun sample(int run) {
    java.time.Instant at = java.time.Instant.ofEpochMilli(1_000_000L + run);
    return new JobRun(
        run,
        "job",
        at,
        java.time.Instant.ofEpochMilli(2_000_000L + run),
        io.healing.api.job.RunOutcome.SUCCESS,
        0L,
        1,
        io.healing.api.job.RunTrigger.SCHEDULED,
        null,
        "",
        false,
        null,
        null);
  }

  /** The path of a run that finds the queue full. */
  private static void full() {
    Observed full = new Observed(2);
    long[] took = new long[WARM + ROUNDS];
    for (int round = 0; round < took.length; round++) {
      took[round] = paid(full::healing).nanos();
    }
    say(
        "observe with a full queue: %.1f ns; counted as lost: %d",
        (double) Cost.median(took) / RUNS, full.dropped());
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
