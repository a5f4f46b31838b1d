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
    private volatile boolean left;
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

    /** Whether it left its thread before it ended. */
    public boolean left() {
      return left;
    }

    /** How it ended, or null. */
    public @Nullable RunResult result() {
      return result;
    }
  }

  /** Observers that throw: exceptions, and errors as the machine throws them. */
  public enum Broken implements JobObserver {
    /** An exception whatever it is told. */
    BY_EXCEPTION,
    /** An error whatever it is told. */
    BY_ERROR,
    /** An exception when a run ends. */
    BY_EXCEPTION_AT_THE_END,
    /** An error when a run ends. */
    BY_ERROR_AT_THE_END;

    /** What each of them says. */
    public static final String WORDS = "this observer is broken";

    private final Told begins = new Told();

    private boolean atTheEnd() {
      return this == BY_EXCEPTION_AT_THE_END || this == BY_ERROR_AT_THE_END;
    }

    private void fail() {
      if (this == BY_ERROR || this == BY_ERROR_AT_THE_END) {
        throw new AssertionError(WORDS);
      }
      throw new IllegalStateException(WORDS);
    }

    @Override
    public RunHandle started(String jobId, RunStart start) {
      if (!atTheEnd()) {
        fail();
      }
      return begins.started(jobId, start);
    }

    @Override
    public void logged(RunHandle run, String line) {
      fail();
    }

    @Override
    public void leftThread(RunHandle run) {
      fail();
    }

    @Override
    public void finished(RunHandle run, RunResult result) {
      fail();
    }

    @Override
    public void silenced(String jobId, @Nullable Throwable cause) {
      fail();
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
  public void leftThread(RunHandle run) {
    Run told = (Run) run;
    told.left = told.result == null;
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
