package io.healing.core.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.act.ActionStatus;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.ServiceControl;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.IncidentState;
import io.healing.api.learn.SystemStatus;
import io.healing.api.review.SuggestionSeverity;
import io.healing.core.HealingEvent;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All parts under one roof. */
class SelfHealingOrchestratorTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(10);

  private final List<HealingEvent> events = new ArrayList<>();
  private final Web web = new Web();

  /** A server whose trouble a restart mends, or does not. */
  private static final class Web implements ServiceControl {
    private int restarts;

    @Override
    public String id() {
      return "test.web";
    }

    @Override
    public boolean controls(String service) {
      return service.equals("web");
    }

    @Override
    public void restart(String service) {
      restarts++;
    }

    @Override
    public Optional<Status> status(String service) {
      return Optional.of(new Status(true, null));
    }
  }

  private static RootConfig allowing() {
    RootConfig root = RootConfig.defaults();
    return root.withRemediation(
            HealingRemediationConfig.defaults()
                .withEnabled(true)
                .withAllowedActions(List.of("restart_service", "health_check")))
        .withRecoveryProcedures(
            List.of(
                ProcedureSpec.of(
                        "restart_web",
                        "A server that was reported is started anew.",
                        ProcedureStep.of("restart_service", "Start it anew.")
                            .withTarget("service:{service}"))
                    .forFindings("error.reported")))
        .withHost(root.host().withMinSeverityForApproval(SuggestionSeverity.CRITICAL));
  }

  private SelfHealingOrchestrator open(RootConfig root) {
    SelfHealingOrchestrator orchestrator =
        new SelfHealingOrchestrator(
            root, builder -> builder.store(InMemoryStore.trusted()).plugin(web), START);
    orchestrator.start();
    orchestrator.healing().addListener(events::add);
    return orchestrator;
  }

  private static ErrorEvent leak() {
    return ErrorEvent.of("Memory usage exceeded threshold")
        .withType(ErrorType.MEMORY_LEAK)
        .withSeverity(ErrorSeverity.CRITICAL)
        .withComponent("web")
        .withContext("service", "web")
        .withContext("trend", "rising look by look");
  }

  private static void pass(SelfHealingOrchestrator orchestrator, int steps) {
    for (int i = 0; i < steps; i++) {
      orchestrator.tick(STEP);
    }
  }

  private static String handled(SelfHealingOrchestrator orchestrator, ErrorEvent event) {
    var id = orchestrator.handle(event);
    orchestrator.tick(STEP);
    return id.join();
  }

  private List<HealingEvent.Step> steps() {
    return events.stream().map(HealingEvent::step).distinct().toList();
  }

  @Test
  void withHighConfidenceItIsDiagnosedDecidedDoneAndProvedInThisOrder() {
    try (SelfHealingOrchestrator orchestrator = open(allowing())) {
      String id = handled(orchestrator, leak());
      pass(orchestrator, 20);
      assertThat(web.restarts).as(orchestrator.healing().admin().why(id)).isEqualTo(1);
      assertThat(steps())
          .containsSubsequence(
              HealingEvent.Step.DETECTED,
              HealingEvent.Step.DIAGNOSED,
              HealingEvent.Step.DECIDED,
              HealingEvent.Step.ACTED,
              HealingEvent.Step.VERIFIED,
              HealingEvent.Step.ENDED);
      IncidentStatus status = orchestrator.incidentStatus(id).orElseThrow();
      assertThat(status.end()).contains(IncidentEnd.VERIFIED);
      assertThat(status.actions()).isNotEmpty();
      assertThat(status.actions().get(0).status()).isEqualTo(ActionStatus.SUCCESS);
      assertThat(orchestrator.systemStatus().recovery().verified()).isEqualTo(1);
    }
  }

  @Test
  void withLowConfidenceAPersonIsCalledAndNothingDone() {
    try (SelfHealingOrchestrator orchestrator = open(allowing())) {
      ErrorEvent odd =
          ErrorEvent.of("Something is odd")
              .withSeverity(ErrorSeverity.CRITICAL)
              .withContext("server", "web");
      String id = handled(orchestrator, odd);
      assertThat(orchestrator.incidentStatus(id).orElseThrow().state())
          .isEqualTo(IncidentState.ESCALATED);
      pass(orchestrator, 5);
      assertThat(web.restarts).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"critical, 1", "low, 0"})
  void whatIsWorthActingIsToldByTheMatrix(String severity, int restarts) {
    try (SelfHealingOrchestrator orchestrator = open(allowing())) {
      ErrorSeverity urgent = ErrorSeverity.valueOf(severity.toUpperCase(java.util.Locale.ROOT));
      String id = handled(orchestrator, leak().withSeverity(urgent));
      pass(orchestrator, 5);
      assertThat(web.restarts).as(orchestrator.healing().admin().why(id)).isEqualTo(restarts);
    }
  }

  @Test
  void anIncidentTellsIdStateErrorDiagnosisAndActionsAndAnUnknownIdNothing() {
    try (SelfHealingOrchestrator orchestrator = open(RootConfig.defaults())) {
      ErrorEvent event = leak().withId("error-123");
      String id = handled(orchestrator, event);
      IncidentStatus status = orchestrator.incidentStatus(id).orElseThrow();
      assertThat(status.id()).isEqualTo(id);
      assertThat(status.error().id()).isEqualTo("error-123");
      assertThat(status.error().message()).isEqualTo(event.message());
      assertThat(status.diagnosis().orElseThrow().rootCause())
          .isEqualTo("Memory grows and is not given back");
      assertThat(status.actions()).isEmpty();
      assertThat(orchestrator.incidentStatus("i-nonsense")).isEmpty();
      assertThat(orchestrator.incidentStatus("")).isEmpty();
    }
  }

  @Test
  void systemStatusTellsWhatRunsAndWhatIsWrong() {
    try (SelfHealingOrchestrator orchestrator = open(RootConfig.defaults())) {
      handled(orchestrator, leak());
      SystemStatus status = orchestrator.systemStatus();
      assertThat(status.running()).isTrue();
      assertThat(status.activeIncidents()).isEqualTo(1);
      pass(orchestrator, 20);
      assertThat(orchestrator.systemStatus().activeIncidents()).isZero();
    }
  }

  @Test
  void switchedOffNothingRunsAndAnErrorIsRefusedInWords() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (SelfHealingOrchestrator orchestrator =
        new SelfHealingOrchestrator(RootConfig.defaults().withEnabled(false))) {
      orchestrator.start();
      assertThat(orchestrator.systemStatus().running()).isFalse();
      assertThat(
              Thread.getAllStackTraces().keySet().stream()
                  .filter(thread -> !before.contains(thread))
                  .map(Thread::getName)
                  .filter(name -> name.startsWith("healing-"))
                  .collect(Collectors.toSet()))
          .isEmpty();
      assertThatThrownBy(() -> orchestrator.handle(leak()).join())
          .hasMessageContaining("Nothing runs");
    }
  }

  @Test
  void oneErrorIsOneIncidentEvenWhenHandlersReportItBack() {
    try (SelfHealingOrchestrator orchestrator = open(RootConfig.defaults())) {
      List<ErrorEvent> told = new ArrayList<>();
      orchestrator.addErrorHandler(told::add).addErrorHandler(orchestrator::handle);
      handled(orchestrator, leak());
      pass(orchestrator, 5);
      assertThat(told).hasSize(1);
      assertThat(orchestrator.systemStatus().activeIncidents()).isEqualTo(1);
    }
  }

  @Test
  void anActionThatSaysSuccessWhileTheErrorGoesOnResolvesNothing() {
    try (SelfHealingOrchestrator orchestrator = open(allowing())) {
      String id = handled(orchestrator, leak());
      for (int i = 0; i < 20; i++) {
        orchestrator.handle(leak());
        orchestrator.tick(STEP);
      }
      assertThat(web.restarts).isPositive();
      IncidentStatus status = orchestrator.incidentStatus(id).orElseThrow();
      assertThat(status.end()).isEmpty();
      assertThat(events)
          .anyMatch(
              event ->
                  event.step() == HealingEvent.Step.VERIFIED
                      && event.text().startsWith("ineffective"));
    }
  }

  @Test
  void itStartsAgainAfterAStop() {
    try (SelfHealingOrchestrator orchestrator =
        new SelfHealingOrchestrator(RootConfig.defaults())) {
      orchestrator.start();
      orchestrator.stop();
      orchestrator.stop();
      assertThat(orchestrator.systemStatus().running()).isFalse();
      orchestrator.start();
      assertThat(orchestrator.systemStatus().running()).isTrue();
    }
  }
}
