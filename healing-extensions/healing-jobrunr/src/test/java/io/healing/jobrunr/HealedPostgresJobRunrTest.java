package io.healing.jobrunr;

import io.healing.api.job.JobRunnerContract;

/** The jobs of a real database are healed. */
class HealedPostgresJobRunrTest extends HealedJobRunrTest {
  @Override
  protected JobRunnerContract.Rig rig() {
    return JobRunrRig.postgres().started();
  }
}
