package io.healing.jobrunr;

import io.healing.api.job.JobRunnerContract;

/** The contract of runners on a storage in memory. */
class JobRunrRunnerTest extends JobRunnerContract {
  @Override
  protected Rig rig() {
    return JobRunrRig.ram(0).started();
  }
}
