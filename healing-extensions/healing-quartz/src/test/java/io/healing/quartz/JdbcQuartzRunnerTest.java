package io.healing.quartz;

import io.healing.api.job.JobRunnerContract;

/** The contract of runners on a scheduler whose jobs are in a database. */
class JdbcQuartzRunnerTest extends JobRunnerContract {
  @Override
  protected Rig rig() throws Exception {
    return QuartzRig.instance("contract-" + System.nanoTime(), "one").started();
  }
}
