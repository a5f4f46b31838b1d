package io.healing.dbscheduler;

import io.healing.api.job.JobRunnerContract;
import io.healing.api.store.HealingStore;
import io.healing.core.contract.SharedRunnerContract;
import io.healing.postgres.Database;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;

/** Two schedulers on one table, each with a Healing. */
class SharedDbSchedulerTest extends SharedRunnerContract {
  private final Database database = Store.database();

  @Override
  protected JobRunnerContract.Rig rig() {
    return Rig.started(database, "one");
  }

  @Override
  protected JobRunnerContract.Rig beside(JobRunnerContract.Rig first, String job, Runnable work) {
    Rig second = Rig.started(database, "two");
    second.tell(job, work);
    return second;
  }

  @Override
  protected HealingStore store(Path directory) {
    return SqliteHealingStore.open(directory.resolve("healing.db"));
  }
}
