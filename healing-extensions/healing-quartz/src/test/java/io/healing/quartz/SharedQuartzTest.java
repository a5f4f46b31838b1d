package io.healing.quartz;

import io.healing.api.job.JobRunnerContract.Rig;
import io.healing.api.store.HealingStore;
import io.healing.core.contract.SharedRunnerContract;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;

/** Two instances of a cluster, each with a Healing. */
class SharedQuartzTest extends SharedRunnerContract {
  private final String cluster = "shared-" + System.nanoTime();

  @Override
  protected Rig rig() throws Exception {
    return QuartzRig.instance(cluster, "one").started();
  }

  @Override
  protected Rig beside(Rig first, String job, Runnable work) throws Exception {
    return QuartzRig.instance(cluster, "two").started();
  }

  @Override
  protected HealingStore store(Path directory) {
    return SqliteHealingStore.open(directory.resolve("healing.db"));
  }
}
