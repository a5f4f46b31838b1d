package io.healing.jobrunr;

import io.healing.api.job.JobRunnerContract;

/** The contract of runners on a real database. */
class PostgresJobRunrRunnerTest extends JobRunnerContract {
  @Override
  protected Rig rig() {
    return JobRunrRig.postgres().started();
  }
}
