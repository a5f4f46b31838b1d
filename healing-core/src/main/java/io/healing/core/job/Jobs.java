package io.healing.core.job;

import io.healing.api.Subject;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobObserver;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunStart;
import io.healing.api.job.SlaConfig;
import io.healing.api.job.SlaReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import org.jspecify.annotations.Nullable;

/**
 * Everything about jobs and their runs. What a job's thread calls ({@link #observer}, {@code
 * observe}, the observed executors, the log handler) takes no lock, does no I/O and never throws an
 * exception of its own. All else is for Healing's own threads and may be called from any of them.
 */
public final class Jobs {
  private final Recorder recorder;
  private final Slots slots;
  private final ExecutorControl control;
  private final FileVersions files;
  private final KnownJobs known;
  private final Interrupts interrupts = new Interrupts();

  /**
   * What the room is built with.
   *
   * @param clock when runs begin
   * @param nanoTime how long they take, in nanoseconds from any origin
   * @param instance the number of this life of this process in the store, the upper half of run ids
   * @param eventQueue how many runs that began may wait for the loop, 2 to 16,777,216, rounded up
   *     to a power of two; more cost history, never detection
   * @param logTail how many bytes of log are kept of a run, 0 to 16,777,216
   * @param goodRunsPerMinute how many good runs of one job leave a row in a minute, 1 to 1,000,000;
   *     all do for a minute after one that went wrong or went on from one drain to the next
   * @param redactor takes secrets out of a text; called on the loop's thread
   * @param log where the room logs
   */
  public record Settings(
      InstantSource clock,
      LongSupplier nanoTime,
      long instance,
      int eventQueue,
      int logTail,
      int goodRunsPerMinute,
      UnaryOperator<String> redactor,
      System.Logger log) {
    private static final int MOST = 1 << 24;
    private static final int MOST_ROWS = 1_000_000;

    /** Checks the sizes. */
    public Settings {
      check("The event queue holds 2 to 16777216 runs", eventQueue, 2, MOST);
      check("A log tail has 0 to 16777216 bytes", logTail, 0, MOST);
      check("1 to 1000000 good runs leave a row in a minute", goodRunsPerMinute, 1, MOST_ROWS);
    }

    private static void check(String rule, int value, int least, int most) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(rule + ", but was given " + value);
      }
    }
  }

  /** Builds the room. It starts no thread. */
  public Jobs(Settings settings) {
    slots = new Slots(new RunIds(settings.instance()));
    recorder = new Recorder(settings, slots);
    files = new FileVersions(settings.log());
    known = new KnownJobs(settings, slots, recorder, interrupts);
    control = new ExecutorControl(recorder, known::interrupt);
  }

  /** Where any job runner tells its runs. */
  public JobObserver observer() {
    return recorder;
  }

  /** Where the runner of this id tells its runs. */
  public JobObserver observer(String runner) {
    return new RunnerTells(recorder, runner);
  }

  /**
   * The id of the one runner that told all runs of this job; empty where the program itself told
   * one, several did or none.
   */
  public Optional<String> teller(String jobId) {
    return known.teller(jobId);
  }

  /** Whether a run of the job is under way here. */
  public boolean runs(String jobId) {
    return known.runs(jobId);
  }

  /**
   * Does the work as a run of the job. What it throws is thrown on unchanged. When it gives a
   * {@link java.util.concurrent.CompletionStage}, the run goes on until that is completed: with its
   * result, its exception or its cancellation.
   */
  public <T> T observe(String jobId, Supplier<T> work) {
    Run run = recorder.begin(jobId, RunStart.scheduled());
    T answer;
    try {
      answer = work.get();
    } catch (Throwable e) {
      recorder.fail(run, e);
      throw e;
    }
    recorder.gave(run, answer);
    return answer;
  }

  /** Does the work as a run of the job. What it throws is thrown on unchanged. */
  public void observe(String jobId, Runnable work) {
    new ObservedTask(new ObservedTask.Of(recorder, jobId, RunStart.scheduled()), work).run();
  }

  /**
   * Does the work as a run of the job. What it throws is thrown on unchanged. It has a name of its
   * own because a lambda could not choose between a supplier and a callable.
   *
   * @throws Exception what the work throws
   */
  public <T> T call(String jobId, Callable<T> work) throws Exception {
    return new ObservedCall<>(new ObservedTask.Of(recorder, jobId, RunStart.scheduled()), work)
        .call();
  }

  /**
   * The same executor, each of its tasks observed as a run of the job {@code name}, or of the job
   * that {@link #named} gave the task. It behaves as the given one does; only what the host itself
   * built into it (a {@code beforeExecute}, a rejection handler) sees a task in our wrapping.
   *
   * @throws IllegalArgumentException when the name cannot be a job id
   */
  public ExecutorService observe(ExecutorService executor, String name) {
    Objects.requireNonNull(executor, "executor");
    return executor instanceof ScheduledExecutorService scheduler
        ? observe(scheduler, name)
        : new ObservedExecutor(
            executor, new Observing(recorder, control, Subject.job(name).name()));
  }

  /**
   * The same scheduler, observed as above. As in every JDK, a periodic task that throws is not run
   * again; that is told, and {@link #control} can put it back on its schedule.
   *
   * @throws IllegalArgumentException when the name cannot be a job id
   */
  public ScheduledExecutorService observe(ScheduledExecutorService scheduler, String name) {
    Objects.requireNonNull(scheduler, "scheduler");
    return new ObservedScheduler(
        scheduler, new Observing(recorder, control, Subject.job(name).name()));
  }

  /** A task that an observed executor runs as a job of its own. */
  public static Runnable named(String jobId, Runnable task) {
    return new NamedTask(Subject.job(jobId).name(), Objects.requireNonNull(task, "task"));
  }

  /** A task that an observed executor runs as a job of its own. */
  public static <T> Callable<T> named(String jobId, Callable<T> task) {
    return new NamedCall<>(Subject.job(jobId).name(), Objects.requireNonNull(task, "task"));
  }

  /**
   * Takes up a job, or what is newly told of it; what was seen of it stays.
   *
   * @param history its stored runs, newest first, from which what is usual is learned; runs of this
   *     process are left out, and all are when the job was defined before
   * @throws io.healing.api.HealingException when its cron expression is wrong
   */
  public void define(JobDefinition definition, List<JobRun> history) {
    known.define(definition, history);
  }

  /**
   * Takes how jobs stand at their runners.
   *
   * @return the ids of those that are not known here; nothing was taken of them
   */
  public Set<String> stand(Collection<JobStanding> told) {
    return known.stand(told);
  }

  /** Forgets a job. One that runs again is discovered again. */
  public void remove(String jobId) {
    known.remove(jobId);
  }

  /** Takes over what the jobs' threads told since the last call. */
  public Drained drain(Instant now) {
    return known.drain();
  }

  /** All known jobs as they stand. Only what changed is built anew. */
  public Collection<JobSnapshot> snapshots(Instant now) {
    return known.snapshots(now, control::dress);
  }

  /** One job as it stands, if it is known. */
  public Optional<JobSnapshot> snapshot(String jobId, Instant now) {
    return known.snapshot(jobId, now, control::dress);
  }

  /** What is known of a job beside its runs, which costs far less than how it stands. */
  public Optional<JobDefinition> definition(String jobId) {
    return known.definition(jobId).map(control::dress);
  }

  /** Whether the job was defined or has run. */
  public boolean known(String jobId) {
    return known.has(jobId);
  }

  /** How many jobs are known. */
  public int size() {
    return known.size();
  }

  /** How many runs left no history because the queue was full or they could not be recorded. */
  public long dropped() {
    return recorder.lost();
  }

  /** How many good runs left no row, since enough of their job do. */
  public long thinned() {
    return known.thinned();
  }

  /** What is to be told of names that are no job ids: one sentence for each, for 100 at most. */
  public List<String> wrongIds() {
    return slots.mended();
  }

  /** Adds each record to the log of the run on the logging thread; add it to a logger to use it. */
  public Handler logHandler() {
    return new RunLogHandler(recorder);
  }

  /**
   * Adds a line to the log of the run on the calling thread, or else of the run that it names.
   *
   * @param run what {@link #mark} gave, or null for none
   * @param line makes the text; called only when there is such a run
   * @return whether there is such a run
   */
  public boolean logged(@Nullable String run, Supplier<String> line) {
    return recorder.logged(line::get) || (run != null && recorder.logged(run, line::get));
  }

  /** The id by which log lines of other threads can name the run on the calling thread. */
  public Optional<String> mark() {
    return recorder.mark();
  }

  /** Controls what the observed executors run; its runner is {@code executor}. */
  public JobControl control() {
    return control;
  }

  /** Which runs Healing interrupts, to be told before it does. */
  public Interrupts interrupts() {
    return interrupts;
  }

  /** Which contents of their files jobs ran well with. */
  public FileVersions files() {
    return files;
  }

  /**
   * How a job stood against the agreement on its service.
   *
   * @param definition one that {@link #define} took
   */
  public static SlaReport sla(
      SlaConfig config, ServiceHistory history, JobDefinition definition, Instant now) {
    return Sla.report(config, history, definition, now);
  }
}
