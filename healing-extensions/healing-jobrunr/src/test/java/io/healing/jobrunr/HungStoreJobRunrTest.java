package io.healing.jobrunr;

import io.healing.api.job.JobRunnerContract;
import io.healing.core.contract.HungStoreContract;

/** The jobs of a JobRunr server do not wait for the database of Healing. */
class HungStoreJobRunrTest extends HungStoreContract {
  @Override
  protected JobRunnerContract.Rig rig() {
    return JobRunrRig.ram(0).started();
  }
}
