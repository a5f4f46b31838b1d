package io.healing.spring;

import io.healing.api.job.JobRunnerContract;
import io.healing.core.contract.HungStoreContract;

/** Scheduled methods do not wait for the database of Healing. */
class HungStoreSpringTest extends HungStoreContract {
  @Override
  protected JobRunnerContract.Rig rig() {
    return new SpringRig().started();
  }
}
