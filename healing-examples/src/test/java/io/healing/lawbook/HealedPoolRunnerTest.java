package io.healing.lawbook;

import io.healing.api.job.JobRunnerContract;
import io.healing.api.job.PoolRunner;
import io.healing.api.store.HealingStore;
import io.healing.core.contract.HealedRunnerContract;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;

/** The jobs of a runner that Healing joins are healed, on the smallest runner. */
class HealedPoolRunnerTest extends HealedRunnerContract {
  @Override
  protected JobRunnerContract.Rig rig() {
    return new PoolRunner();
  }

  @Override
  protected HealingStore store(Path directory) {
    return SqliteHealingStore.open(directory.resolve("healing.db"));
  }

  @Override
  protected boolean giveUp(JobRunnerContract.Rig on, String job) {
    ((PoolRunner) on).giveUp(job);
    return true;
  }
}
