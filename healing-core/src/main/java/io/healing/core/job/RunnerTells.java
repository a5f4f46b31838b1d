package io.healing.core.job;

import io.healing.api.job.JobObserver;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import org.jspecify.annotations.Nullable;

/** Where one runner tells its runs, so that it is known whose a job is that only runs tell of. */
record RunnerTells(Recorder recorder, String runner) implements JobObserver {
  @Override
  public RunHandle started(String jobId, RunStart start) {
    return recorder.started(jobId, start, runner);
  }

  @Override
  public void logged(RunHandle run, String line) {
    recorder.logged(run, line);
  }

  @Override
  public void leftThread(RunHandle run) {
    recorder.leftThread(run);
  }

  @Override
  public void finished(RunHandle run, RunResult result) {
    recorder.finished(run, result);
  }

  @Override
  public void silenced(String jobId, @Nullable Throwable cause) {
    recorder.silenced(jobId, cause);
  }
}
