package io.healing.benchmarks;

import io.healing.api.job.JobRun;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One commit of run history through the store, beside plain JDBC with the same columns, indexes,
 * commit size and pragmas. The score is for the whole batch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StoreBenchmark {
  /** How many runs one commit has. */
  @Param({"100", "1000"})
  public int batch;

  private History history;
  private List<JobRun> runs = List.of();
  private long next;

  /** Opens both databases. */
  @Setup(Level.Trial)
  public void open() throws Exception {
    history = new History();
  }

  /** Closes them. */
  @TearDown(Level.Trial)
  public void close() throws Exception {
    history.close();
  }

  /** Runs that nobody has stored yet. */
  @Setup(Level.Invocation)
  public void make() {
    runs = History.runs(next, batch);
    next += batch;
  }

  /** Through the store. */
  @Benchmark
  public void healing() {
    history.healing(runs);
  }

  /** Plain JDBC. */
  @Benchmark
  public void jdbc() throws Exception {
    history.jdbc(runs);
  }
}
