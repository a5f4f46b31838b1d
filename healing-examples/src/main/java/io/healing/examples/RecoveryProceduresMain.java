package io.healing.examples;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.ErrorEvent;
import io.healing.core.Handles;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.core.store.InMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A recovery procedure of one's own, on a clock that the program holds: more threads for a server
 * that reports that it has too few. The store is the one for tests, which begins empty each time.
 */
public class RecoveryProceduresMain {
  public static void main(String[] args) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(2, 4, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    try (ManualHealing manual =
        Healing.builder()
            .store(InMemoryStore.trusted())
            .config(HealingConfig.defaults(Path.of("")).withSelfHealing(root()))
            .handle(Handles.threadPool("orders", threads))
            .manual(Instant.parse("2026-11-02T08:00:00Z"))) {
      Healing healing = manual.healing();
      healing.addListener(
          event -> System.out.println(event.step().word() + " " + firstLine(event.text())));
      healing.report(
          ErrorEvent.of("Orders wait: all threads are busy")
              .withComponent("orders")
              .withContext("target", "pool:orders"));
      for (int minute = 0; minute < 5; minute++) {
        manual.tick(Duration.ofMinutes(1));
      }
      System.out.println("The pool has room for " + threads.getMaximumPoolSize() + " threads");
      healing.admin().rollback(healing.admin().actions().get(0).row().id(), "anna");
      System.out.println("Taken back: " + threads.getMaximumPoolSize() + " threads");
    } finally {
      threads.shutdownNow();
    }
  }

  private static RootConfig root() {
    ProcedureStep more =
        ProcedureStep.of("increase_resources", "Twice as many threads.")
            .withTarget("{target}")
            .withParameters(Map.of("setting", "max_size", "factor", "2"));
    return RootConfig.defaults()
        .withRecoveryProcedures(
            List.of(
                ProcedureSpec.of("more_threads", "All threads are busy.", more)
                    .forFindings("error.reported")
                    .forSubjects("@component/orders")))
        .withRemediation(
            HealingRemediationConfig.defaults()
                .withEnabled(true)
                .withAllowedActions(List.of("increase_resources")));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
