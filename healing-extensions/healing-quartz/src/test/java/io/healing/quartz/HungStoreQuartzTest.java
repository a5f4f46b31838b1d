package io.healing.quartz;

import io.healing.api.job.JobRunnerContract;
import io.healing.core.contract.HungStoreContract;

/** The jobs of a Quartz scheduler do not wait for the database of Healing. */
class HungStoreQuartzTest extends HungStoreContract {
  @Override
  protected JobRunnerContract.Rig rig() throws Exception {
    return QuartzRig.ram().started();
  }
}
