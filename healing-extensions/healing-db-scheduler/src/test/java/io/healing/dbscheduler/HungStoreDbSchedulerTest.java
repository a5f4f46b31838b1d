package io.healing.dbscheduler;

import io.healing.api.job.JobRunnerContract;
import io.healing.core.contract.HungStoreContract;

/** The tasks of a db-scheduler do not wait for the database of Healing. */
class HungStoreDbSchedulerTest extends HungStoreContract {
  @Override
  protected JobRunnerContract.Rig rig() {
    return Rig.started();
  }
}
