package io.healing.dbscheduler;

import io.healing.api.job.JobRunnerContract;
import io.healing.api.job.Told;
import io.healing.api.store.HealingStore;
import io.healing.core.contract.HealedRunnerContract;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;

/** The tasks of a scheduler in PostgreSQL are healed. */
class HealedDbSchedulerTest extends HealedRunnerContract {
  @Override
  protected JobRunnerContract.Rig rig() {
    return Rig.started();
  }

  @Override
  protected HealingStore store(Path directory) {
    return SqliteHealingStore.open(directory.resolve("healing.db"));
  }

  @Override
  protected boolean giveUp(JobRunnerContract.Rig on, String job) {
    on.adapter().join(new Told());
    ((Rig) on).giveUp(job);
    return true;
  }
}
