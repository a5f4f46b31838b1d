package io.healing.jobrunr;

import io.healing.api.job.JobRunnerContract;
import io.healing.api.store.HealingStore;
import io.healing.core.contract.HealedRunnerContract;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;

/** The jobs of a storage in memory are healed. */
class HealedJobRunrTest extends HealedRunnerContract {
  @Override
  protected JobRunnerContract.Rig rig() {
    return JobRunrRig.ram(0).started();
  }

  @Override
  protected HealingStore store(Path directory) {
    return SqliteHealingStore.open(directory.resolve("healing.db"));
  }

  /** JobRunr gives no recurring job up: it is there, or deleted. */
  @Override
  protected boolean giveUp(JobRunnerContract.Rig on, String job) {
    return false;
  }
}
