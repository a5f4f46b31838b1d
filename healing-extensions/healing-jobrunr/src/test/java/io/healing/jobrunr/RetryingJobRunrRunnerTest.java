package io.healing.jobrunr;

import io.healing.api.job.JobRunnerContract;

/** The same where JobRunr itself tries again. */
class RetryingJobRunrRunnerTest extends JobRunnerContract {
  @Override
  protected Rig rig() {
    return JobRunrRig.ram(10).started();
  }
}
