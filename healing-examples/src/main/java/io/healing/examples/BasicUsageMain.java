package io.healing.examples;

import io.healing.api.config.RootConfig;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.diagnose.DiagnosisResult;
import io.healing.api.learn.SystemStatus;
import io.healing.core.parts.DiagnosisEngine;
import io.healing.core.parts.IncidentStatus;
import io.healing.core.parts.SelfHealingOrchestrator;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;

/** Sets healing going, reports an error, and asks how things stand; a diagnosis alone, too. */
public class BasicUsageMain {
  public static void main(String[] args) {
    ErrorEvent error =
        ErrorEvent.of("Memory usage exceeded threshold")
            .withType(ErrorType.MEMORY_LEAK)
            .withSeverity(ErrorSeverity.HIGH)
            .withComponent("web_server");
    try (DiagnosisEngine engine = new DiagnosisEngine()) {
      DiagnosisResult found = engine.analyze(error);
      System.out.println("Root cause: " + found.rootCause() + " (" + found.confidence() + ")");
      found.recommendedActions().forEach(advice -> System.out.println("Advice: " + advice));
    }

    try (SqliteHealingStore store = SqliteHealingStore.open(Path.of("target/basic/healing.db"));
        SelfHealingOrchestrator orchestrator =
            new SelfHealingOrchestrator(
                RootConfig.defaults(), builder -> builder.store(store).name("basic"))) {
      orchestrator.addErrorHandler(seen -> System.out.println("Error detected: " + seen.message()));
      orchestrator.start();
      String incident = orchestrator.handle(error).join();
      say(orchestrator.systemStatus());
      orchestrator.incidentStatus(incident).ifPresent(BasicUsageMain::say);
    }
  }

  private static void say(SystemStatus status) {
    System.out.println(
        "System status: running "
            + status.running()
            + ", active incidents "
            + status.activeIncidents());
  }

  private static void say(IncidentStatus incident) {
    System.out.println(
        "Incident: " + incident.error().errorType() + " on " + incident.error().sourceComponent());
  }
}
