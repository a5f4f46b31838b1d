package io.healing.core.act;

import static io.healing.api.detect.ErrorSeverity.CRITICAL;
import static io.healing.api.detect.ErrorSeverity.HIGH;
import static io.healing.api.detect.ErrorSeverity.MEDIUM;

import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.StepCondition;
import io.healing.api.act.StepFailure;
import io.healing.api.detect.ErrorType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The procedures that come with Healing, for the types of error of which experience says what often
 * helps. They act on what a finding names: {@code service}, {@code deployment} and {@code target}
 * of its evidence. What it does not name cannot be changed, and such a step is left out.
 */
final class BuiltInProcedures {
  private static final String HANDLE = "{target}";
  private static final List<ProcedureSpec> ALL =
      List.of(
          immediateMemoryRecovery(),
          memoryLeakMitigation(),
          cpuSpikeEmergency(),
          cpuOptimization(),
          networkTimeoutRecovery(),
          databaseEmergencyRecovery(),
          databaseConnectionRecovery(),
          deploymentRollback());

  private BuiltInProcedures() {}

  static List<ProcedureSpec> all() {
    return ALL;
  }

  private static ProcedureSpec immediateMemoryRecovery() {
    return ProcedureSpec.of(
            "immediate_memory_recovery",
            "Memory is nearly used up: start the service anew, else give it twice as much room.",
            restart("Give back what the service holds.").withTimeout(seconds(60)),
            factor("scale_resources", "Twice as much room.", 2)
                .when(StepCondition.STILL_TRUE)
                .withTimeout(seconds(300)),
            watch("See what fills the memory.").withTimeout(seconds(30)))
        .forErrors(ErrorType.MEMORY_LEAK)
        .forSeverities(CRITICAL)
        .withSuccessRate(0.85)
        .withTimeout(seconds(600));
  }

  private static ProcedureSpec memoryLeakMitigation() {
    return ProcedureSpec.of(
            "memory_leak_mitigation",
            "Memory grows: watch it more closely, and give half as much room more.",
            watch("See what fills the memory."),
            factor("increase_resources", "Half as much room more.", 1.5)
                .when(StepCondition.STILL_TRUE),
            check())
        .forErrors(ErrorType.MEMORY_LEAK)
        .forSeverities(MEDIUM, HIGH)
        .withSuccessRate(0.75)
        .withTimeout(seconds(300));
  }

  private static ProcedureSpec cpuSpikeEmergency() {
    return ProcedureSpec.of(
            "cpu_spike_emergency",
            "The processors are used up: make twice as much room, and see what computes.",
            factor("scale_resources", "Twice as much room.", 2),
            watch("See what computes."),
            check())
        .forErrors(ErrorType.CPU_SPIKE)
        .forSeverities(HIGH, CRITICAL)
        .withSuccessRate(0.80)
        .withTimeout(seconds(400));
  }

  private static ProcedureSpec cpuOptimization() {
    return ProcedureSpec.of(
            "cpu_optimization",
            "The processors are busy: watch them more closely, and make some room.",
            watch("See what computes."),
            factor("increase_resources", "A third more room.", 1.3).when(StepCondition.STILL_TRUE))
        .forErrors(ErrorType.CPU_SPIKE)
        .forSeverities(MEDIUM)
        .withSuccessRate(0.70)
        .withTimeout(seconds(200));
  }

  private static ProcedureSpec networkTimeoutRecovery() {
    return ProcedureSpec.of(
            "network_timeout_recovery",
            "Answers come too late: wait twice as long for them, and watch the connection.",
            factor("adjust_timeout", "Wait twice as long.", 2),
            check(),
            watch("See how long answers take."))
        .forErrors(ErrorType.NETWORK_TIMEOUT)
        .forSeverities(MEDIUM, HIGH, CRITICAL)
        .withSuccessRate(0.65)
        .withTimeout(seconds(300));
  }

  private static ProcedureSpec databaseEmergencyRecovery() {
    return ProcedureSpec.of(
            "database_emergency_recovery",
            "No connection to the database: start its pool anew, else allow half as many more.",
            restart("Open new connections."),
            factor("scale_resources", "Half as many connections more.", 1.5)
                .when(StepCondition.STILL_TRUE),
            check())
        .forErrors(ErrorType.DATABASE_CONNECTION)
        .forSeverities(CRITICAL)
        .withSuccessRate(0.90)
        .withTimeout(seconds(500));
  }

  private static ProcedureSpec databaseConnectionRecovery() {
    return ProcedureSpec.of(
            "database_connection_recovery",
            "Connections to the database are short: allow a third more, else wait longer for one.",
            factor("increase_resources", "A third more connections.", 1.3),
            factor("adjust_timeout", "Wait half as long again for a connection.", 1.5)
                .when(StepCondition.STILL_TRUE))
        .forErrors(ErrorType.DATABASE_CONNECTION)
        .forSeverities(MEDIUM, HIGH)
        .withSuccessRate(0.75)
        .withTimeout(seconds(240));
  }

  private static ProcedureSpec deploymentRollback() {
    return ProcedureSpec.of(
            "deployment_rollback",
            "What was deployed last does not work: go back to what was there before.",
            ProcedureStep.of("rollback_deployment", "Go back to the release before.")
                .withTarget("deployment:{deployment}")
                .withTimeout(seconds(600)),
            check().withTimeout(seconds(120)))
        .forErrors(ErrorType.DEPLOYMENT_FAILURE)
        .forSeverities(MEDIUM, HIGH, CRITICAL)
        .withSuccessRate(0.95)
        .withTimeout(seconds(800));
  }

  private static ProcedureStep restart(String why) {
    return skippable(ProcedureStep.of("restart_service", why).withTarget("service:{service}"));
  }

  private static ProcedureStep factor(String type, String why, double factor) {
    return ProcedureStep.of(type, why)
        .withTarget(HANDLE)
        .withParameters(Map.of("factor", Double.toString(factor)));
  }

  private static ProcedureStep watch(String why) {
    return skippable(ProcedureStep.of("enable_monitoring", why).withTarget("recording:{incident}"));
  }

  private static ProcedureStep check() {
    return skippable(
        ProcedureStep.of("health_check", "Look again.").withTarget("subject:{subject}"));
  }

  private static ProcedureStep skippable(ProcedureStep step) {
    return step.onFailure(StepFailure.CONTINUE);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
