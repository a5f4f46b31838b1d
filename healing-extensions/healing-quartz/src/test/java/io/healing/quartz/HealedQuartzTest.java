package io.healing.quartz;

import io.healing.api.job.JobRunnerContract;
import io.healing.api.store.HealingStore;
import io.healing.core.contract.HealedRunnerContract;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;

/** The jobs of a scheduler in memory are healed. */
class HealedQuartzTest extends HealedRunnerContract {
  @Override
  protected JobRunnerContract.Rig rig() throws Exception {
    return QuartzRig.ram().started();
  }

  @Override
  protected HealingStore store(Path directory) {
    return SqliteHealingStore.open(directory.resolve("healing.db"));
  }

  @Override
  protected boolean giveUp(JobRunnerContract.Rig on, String job) throws Exception {
    ((QuartzRig) on).giveUp(job);
    return true;
  }
}
