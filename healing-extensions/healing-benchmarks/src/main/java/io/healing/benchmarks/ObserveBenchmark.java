package io.healing.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Begin and end of a run around an empty supplier, beside Resilience4j's circuit breaker with a
 * Micrometer timer around the same supplier. Run it with {@code -t 1} and {@code -t 2}, and with
 * {@code -prof gc} for the bytes.
 *
 * <p>A producer that does nothing else is faster than any consumer, so an invocation is a batch
 * that fits into the queue with those of the other threads. {@code healing} drains after each
 * batch, outside of the time measured: what the job's thread pays. {@code healingAndDrain} drains
 * within it: job's thread and loop together, more than any job pays. Both lose nothing, which
 * {@code dropped} shows. {@code full} is the path of a run that finds the queue full. The bytes
 * that the profiler tells are those of all threads, with the record that is stored.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ObserveBenchmark {
  private static final int BATCH = 8_192;

  /** What observes; shared by all threads. */
  @State(Scope.Benchmark)
  public static class Shared {
    private final Observed observed = new Observed(65_536);
    private final Observed full = new Observed(2);
    private final AtomicLong waiting = new AtomicLong();

    private void drain() {
      waiting.addAndGet(-observed.drain());
    }
  }

  /** Drains after each batch. */
  @State(Scope.Thread)
  public static class Drained {
    /**
     * Takes what waits. A thread that the system stops in the middle of putting a run in holds up
     * those behind it, so this goes on until a batch of each of four threads has room.
     */
    @Setup(Level.Invocation)
    public void drain(Shared shared) {
      do {
        shared.drain();
      } while (shared.waiting.get() > 3 * BATCH);
      shared.waiting.addAndGet(BATCH);
    }
  }

  /** How many runs found no room; 0 for the figure to count. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Lost {
    /** Runs without history. */
    public long dropped;

    /** Reads the count. */
    @TearDown(Level.Iteration)
    public void read(Shared shared) {
      dropped = shared.observed.dropped();
    }
  }

  /** Healing; drained outside of the time. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void healing(Shared shared, Drained drained, Lost lost, Blackhole into) {
    for (int run = 0; run < BATCH; run++) {
      into.consume(shared.observed.healing());
    }
  }

  /** Healing; drained within the time. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void healingAndDrain(Shared shared, Drained drained, Lost lost, Blackhole into) {
    for (int run = 0; run < BATCH; run++) {
      into.consume(shared.observed.healing());
    }
    shared.drain();
  }

  /** Healing with a full queue. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void full(Shared shared, Blackhole into) {
    for (int run = 0; run < BATCH; run++) {
      into.consume(shared.full.healing());
    }
  }

  /** Resilience4j and Micrometer. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void resilience4jAndMicrometer(Shared shared, Blackhole into) {
    for (int run = 0; run < BATCH; run++) {
      into.consume(shared.observed.others());
    }
  }
}
