package io.healing.api.job;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An observer that keeps what it is told. */
public final class Told implements JobObserver {
  private final AtomicLong ids = new AtomicLong();
  private final List<Run> runs = new CopyOnWriteArrayList<>();
  private final List<String> silenced = new CopyOnWriteArrayList<>();

  /** A run that was told. */
  public static final class Run implements RunHandle {
    private final long id;
    private final String jobId;
    private final RunStart start;
    private final Thread startThread = Thread.currentThread();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile @Nullable RunResult result;

    Run(long id, String jobId, RunStart start) {
      this.id = id;
      this.jobId = jobId;
      this.start = start;
    }

    @Override
    public long id() {
      return id;
    }

    @Override
    public String jobId() {
      return jobId;
    }

    /** How it began. */
    public RunStart start() {
      return start;
    }

    /** The thread on which it was told to begin. */
    public Thread startThread() {
      return startThread;
    }

    /** What was logged. */
    public List<String> lines() {
      return lines;
    }

    /** How it ended, or null. */
    public @Nullable RunResult result() {
      return result;
    }
  }

  /** One that throws whatever it is told. */
  public static final class Broken implements JobObserver {
    @Override
    public RunHandle started(String jobId, RunStart start) {
      throw new IllegalStateException("this observer is broken");
    }

    @Override
    public void logged(RunHandle run, String line) {
      throw new IllegalStateException("this observer is broken");
    }

    @Override
    public void finished(RunHandle run, RunResult result) {
      throw new IllegalStateException("this observer is broken");
    }

    @Override
    public void silenced(String jobId, @Nullable Throwable cause) {
      throw new IllegalStateException("this observer is broken");
    }
  }

  @Override
  public RunHandle started(String jobId, RunStart start) {
    Run run = new Run(ids.incrementAndGet(), jobId, start);
    runs.add(run);
    return run;
  }

  @Override
  public void logged(RunHandle run, String line) {
    ((Run) run).lines.add(line);
  }

  @Override
  public void finished(RunHandle run, RunResult result) {
    Run told = (Run) run;
    told.result = told.result == null ? result : told.result;
  }

  @Override
  public void silenced(String jobId, @Nullable Throwable cause) {
    silenced.add(jobId);
  }

  /** The runs of a job, in the order of their beginning. */
  public List<Run> runs(String jobId) {
    return runs.stream().filter(run -> run.jobId().equals(jobId)).toList();
  }

  /** The runs of a job that have ended. */
  public List<Run> ended(String jobId) {
    return runs(jobId).stream().filter(run -> run.result() != null).toList();
  }

  /** The jobs that were told to be silenced. */
  public List<String> silenced() {
    return silenced;
  }
}
