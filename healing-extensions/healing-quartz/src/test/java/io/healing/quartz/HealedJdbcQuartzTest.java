package io.healing.quartz;

import io.healing.api.job.JobRunnerContract;

/** The jobs of a scheduler in a database are healed. */
class HealedJdbcQuartzTest extends HealedQuartzTest {
  @Override
  protected JobRunnerContract.Rig rig() throws Exception {
    return QuartzRig.instance("healed-" + System.nanoTime(), "one").started();
  }
}
