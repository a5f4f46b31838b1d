package io.healing.spring;

import io.healing.api.job.JobRunnerContract;
import io.healing.api.store.HealingStore;
import io.healing.core.contract.HealedRunnerContract;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;

/** Scheduled methods are healed. */
class HealedSpringTest extends HealedRunnerContract {
  @Override
  protected JobRunnerContract.Rig rig() {
    return new SpringRig().started();
  }

  @Override
  protected HealingStore store(Path directory) {
    return SqliteHealingStore.open(directory.resolve("healing.db"));
  }

  @Override
  protected boolean giveUp(JobRunnerContract.Rig on, String job) {
    ((SpringRig) on).giveUp(job);
    return true;
  }
}
