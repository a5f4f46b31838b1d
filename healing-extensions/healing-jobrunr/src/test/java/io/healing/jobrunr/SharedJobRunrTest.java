package io.healing.jobrunr;

import io.healing.api.job.JobRunnerContract.Rig;
import io.healing.api.store.HealingStore;
import io.healing.core.contract.SharedRunnerContract;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.InstantSource;

/** Two servers with a storage of their own each in one real database, each with a Healing. */
class SharedJobRunrTest extends SharedRunnerContract {
  @Override
  protected Rig rig() {
    return JobRunrRig.postgres().started();
  }

  @Override
  protected Rig beside(Rig first, String job, Runnable work) {
    return JobRunrRig.in(JobRunrRig.database(), InstantSource.system()).started();
  }

  @Override
  protected HealingStore store(Path directory) {
    return SqliteHealingStore.open(directory.resolve("healing.db"));
  }
}
