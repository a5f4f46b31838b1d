package io.healing.examples;

import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.RootConfig;
import io.healing.core.Healing;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An executor whose periodic task ends silently: Healing notices, the JDK does not. */
public class ExecutorMain {
  public static void main(String[] args) throws InterruptedException {
    CountDownLatch seen = new CountDownLatch(1);
    ScheduledExecutorService plain = Executors.newScheduledThreadPool(1);
    try (var store = SqliteHealingStore.open(Path.of("target/executor/healing.db"));
        var healing = Healing.builder().store(store).config(everySecond()).build()) {
      healing.addListener(
          event -> {
            System.out.println(
                event.step().word() + " " + event.text().lines().findFirst().orElse(""));
            if (event.text().startsWith("job.silenced")) {
              seen.countDown();
            }
          });
      healing.start();
      ScheduledExecutorService watched = healing.observe(plain, "cleanup");
      ScheduledFuture<?> task =
          watched.scheduleAtFixedRate(ExecutorMain::cleanUp, 0, 50, TimeUnit.MILLISECONDS);
      if (!seen.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The silent end of the task was not noticed");
      }
      System.out.println("The JDK says only: done = " + task.isDone());
    } finally {
      plain.shutdownNow();
    }
  }

  private static HealingConfig everySecond() {
    return HealingConfig.defaults(Path.of(""))
        .withSelfHealing(
            RootConfig.defaults()
                .withErrorDetection(ErrorDetectionConfig.defaults().withMonitoringInterval(1)));
  }

  private static void cleanUp() {
    throw new IllegalStateException("the table is locked");
  }
}
