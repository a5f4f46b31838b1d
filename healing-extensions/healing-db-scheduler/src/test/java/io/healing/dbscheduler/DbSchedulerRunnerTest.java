package io.healing.dbscheduler;

import io.healing.api.job.JobRunnerContract;

/** The contract of runners on a scheduler in PostgreSQL. */
class DbSchedulerRunnerTest extends JobRunnerContract {
  @Override
  protected JobRunnerContract.Rig rig() {
    return io.healing.dbscheduler.Rig.started();
  }
}
