package io.healing.benchmarks;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.healing.core.job.Jobs;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a job's thread pays for being observed: begin and end of a run around an empty supplier,
 * while another thread drains all of it; beside Resilience4j's circuit breaker with a Micrometer
 * timer around the same supplier. Run it with {@code -t 1} and {@code -t 2}, and with {@code -prof
 * gc} for the bytes. {@code full} is the path of a run that finds the queue full.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ObserveBenchmark {
  private static final Supplier<Integer> EMPTY = () -> 42;

  /** Jobs with a thread that drains. */
  @State(Scope.Benchmark)
  public static class Drained {
    private final Jobs jobs = jobs(65_536);
    private volatile boolean stopped;
    private Thread consumer = new Thread();
    private long saved;

    /** Starts the consumer. */
    @Setup(Level.Trial)
    public void start() {
      consumer = new Thread(this::drain, "drain");
      consumer.setDaemon(true);
      consumer.start();
    }

    private void drain() {
      while (!stopped) {
        int drained = jobs.drain(Instant.EPOCH).toSave().size();
        saved += drained;
        if (drained == 0) {
          LockSupport.parkNanos(100_000);
        }
      }
    }

    /** Stops the consumer. */
    @TearDown(Level.Trial)
    public void stop() throws InterruptedException {
      stopped = true;
      consumer.join();
      if (saved == 0) {
        throw new IllegalStateException("The consumer drained nothing");
      }
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
    public void read(Drained state) {
      dropped = state.jobs.dropped();
    }
  }

  /** Jobs that nobody drains. */
  @State(Scope.Benchmark)
  public static class Full {
    private final Jobs jobs = jobs(2);
  }

  /** What people use today. */
  @State(Scope.Benchmark)
  public static class Others {
    private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("job");
    private final Timer timer = Timer.builder("job").register(new SimpleMeterRegistry());
  }

  private static Jobs jobs(int queue) {
    return new Jobs(
        new Jobs.Settings(
            InstantSource.system(), System::nanoTime, 1, queue, 65_536, UnaryOperator.identity()));
  }

  /** Healing, drained. */
  @Benchmark
  public int healing(Drained state, Lost lost) {
    return state.jobs.observe("job", EMPTY);
  }

  /** Healing with a full queue. */
  @Benchmark
  public int full(Full state) {
    return state.jobs.observe("job", EMPTY);
  }

  /** Resilience4j and Micrometer. */
  @Benchmark
  public int resilience4jAndMicrometer(Others state) {
    return state.breaker.executeSupplier(() -> state.timer.record(EMPTY));
  }

  /** The supplier alone. */
  @Benchmark
  public int bare() {
    return EMPTY.get();
  }
}
