package io.healing.examples;

import io.healing.core.Healing;
import io.healing.jobrunr.JobRunrRunner;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.BackgroundJob;
import org.jobrunr.storage.InMemoryStorageProvider;

/** JobRunr is joined by its storage and one filter; its jobs stay as they are. */
public class JobRunrMain {
  private static final String JOB = "io.healing.examples.JobRunrMain.importPrices";

  public static void main(String[] args) {
    var storage = new InMemoryStorageProvider();
    var runner = JobRunrRunner.of(storage);
    try (var store = SqliteHealingStore.open(Path.of("target/jobrunr/healing.db"));
        var healing = Healing.builder().store(store).runner(runner).build()) {
      healing.start();
      JobRunr.configure()
          .useStorageProvider(storage)
          .withJobFilter(runner.filter())
          .useBackgroundJobServer()
          .initialize();
      BackgroundJob.enqueue(() -> importPrices());
      while (healing.admin().runs(JOB).isEmpty()) {
        Thread.onSpinWait();
      }
      System.out.println(
          "Healing saw the run: " + healing.admin().runs(JOB).get(0).outcome().word());
      JobRunr.destroy();
    }
  }

  /** A job as JobRunr wants it. */
  public static void importPrices() {
    System.out.println("The job runs in " + Thread.currentThread().getName());
  }
}
