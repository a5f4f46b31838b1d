package io.healing.examples;

import io.healing.api.act.RecoveryAction;
import io.healing.api.config.RecoveryConfig;
import io.healing.api.learn.SystemStatus;
import io.healing.core.parts.HealthMonitor;
import io.healing.core.parts.RecoverySystem;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Joined to other systems: a metric of their monitoring, and a rollback by their delivery. */
public class IntegrationMain {
  public static void main(String[] args) throws InterruptedException {
    MetricsServer metrics = new MetricsServer();
    Delivery delivery = new Delivery();
    CountDownLatch ill = new CountDownLatch(1);
    try (HealthMonitor health =
        new HealthMonitor(Duration.ofSeconds(1), builder -> builder.plugin(metrics))) {
      health.addStatusHandler(status -> say(status, ill));
      health.start();
      System.out.println("Told in time: " + ill.await(60, TimeUnit.SECONDS));
    }

    try (SqliteHealingStore store =
            SqliteHealingStore.open(Path.of("target/integration/healing.db"));
        RecoverySystem recovery =
            new RecoverySystem(
                RecoveryConfig.defaults(), builder -> builder.store(store).plugin(delivery))) {
      RecoveryAction back =
          recovery.execute(
              RecoveryAction.of("rollback_deployment", "The new release answers with errors")
                  .with("deployment_id", "shop"));
      System.out.println("Recovery: " + back.status() + ", the release is " + delivery.current());
      RecoveryAction undone = recovery.rollback(back.id());
      System.out.println("Undone: " + undone.result() + ", the release is " + delivery.current());
    }
  }

  private static void say(SystemStatus status, CountDownLatch ill) {
    System.out.println("Health: " + status.health());
    if (status.activeIncidents() > 0) {
      ill.countDown();
    }
  }
}
