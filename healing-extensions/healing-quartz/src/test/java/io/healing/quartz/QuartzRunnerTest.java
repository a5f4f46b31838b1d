package io.healing.quartz;

import io.healing.api.job.JobRunnerContract;

/** The contract of runners on a scheduler in memory. */
class QuartzRunnerTest extends JobRunnerContract {
  @Override
  protected Rig rig() throws Exception {
    return QuartzRig.ram().started();
  }
}
