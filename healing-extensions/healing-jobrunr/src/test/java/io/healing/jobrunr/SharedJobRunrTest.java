package io.healing.jobrunr;

import io.healing.api.job.JobRunnerContract.Rig;
import io.healing.api.store.HealingStore;
import io.healing.core.contract.SharedRunnerContract;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;

/** Two servers on one storage, each with a Healing. */
class SharedJobRunrTest extends SharedRunnerContract {
  @Override
  protected Rig rig() {
    return JobRunrRig.ram(0).started();
  }

  @Override
  protected Rig beside(Rig first, String job, Runnable work) {
    return ((JobRunrRig) first).beside().started();
  }

  @Override
  protected HealingStore store(Path directory) {
    return SqliteHealingStore.open(directory.resolve("healing.db"));
  }
}
