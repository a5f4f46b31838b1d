package io.healing.core.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The detection of errors is usable alone. */
class ErrorDetectionServiceTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<ErrorEvent> told = new ArrayList<>();

  private static ErrorDetectionService held() {
    return ErrorDetectionService.manual(ErrorDetectionConfig.defaults(), START);
  }

  private ErrorEvent classified(ErrorEvent event) {
    try (ErrorDetectionService service = held().addErrorHandler(told::add)) {
      service.start();
      service.report(event);
      service.tick(MINUTE);
    }
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  /** A depth that the test sets. */
  private static final class Depth implements Monitor {
    private final double value;

    Depth(double value) {
      this.value = value;
    }

    @Override
    public String id() {
      return "test.depth";
    }

    @Override
    public Observation check(MonitorRequest request) {
      HealthStatus status = HealthMetric.status(value, 80.0, 90.0);
      Observation.Builder said =
          Observation.builder()
              .metric(new HealthMetric("m", "depth", value, 80.0, 90.0, status, request.now()));
      return status == HealthStatus.HEALTHY
          ? said.clear(Subject.component("queue")).build()
          : said.finding(Finding.of("queue.deep", Subject.component("queue"), "too deep")).build();
    }
  }

  @Test
  void thereAreMonitorsForProcessorMemoryNetworkAndErrorRate() {
    try (ErrorDetectionService service =
        new ErrorDetectionService(ErrorDetectionConfig.defaults())) {
      assertThat(service.monitors()).contains("cpu", "memory", "network", "error_rate");
    }
  }

  @Test
  void systemHealthIsTheNewestSamplesByNameWithTheirStatus() {
    try (ErrorDetectionService service = held().monitor("depth", new Depth(85))) {
      service.start();
      service.tick(MINUTE);
      HealthMetric depth = service.systemHealth().get("depth");
      assertThat(depth).isNotNull();
      assertThat(depth.status()).isEqualTo(HealthStatus.WARNING);
      assertThat(depth.currentValue()).isEqualTo(85);
    }
  }

  @Test
  void wordsOfMemoryAndProcessorTellTheTypeWhereNobodySaysIt() {
    assertThat(classified(ErrorEvent.of("Out of memory: cannot allocate")).errorType())
        .isEqualTo(ErrorType.MEMORY_LEAK);
    told.clear();
    assertThat(classified(ErrorEvent.of("High CPU usage detected")).errorType())
        .isEqualTo(ErrorType.CPU_SPIKE);
  }

  @Test
  void fatalIsCriticalAndSoIsMemoryOf96PercentUnderNeutralWords() {
    assertThat(classified(ErrorEvent.of("A fatal condition")).severity())
        .isEqualTo(ErrorSeverity.CRITICAL);
    told.clear();
    assertThat(classified(ErrorEvent.of("Look at this").withMetric("memory", 96)).severity())
        .isEqualTo(ErrorSeverity.CRITICAL);
  }

  @Test
  void whatTheCallerSaysOfTypeAndSeverityIsNotOverwritten() {
    ErrorEvent event =
        classified(
            ErrorEvent.of("A fatal condition of the processor: high cpu")
                .withType(ErrorType.MEMORY_LEAK)
                .withSeverity(ErrorSeverity.LOW));
    assertThat(event.errorType()).isEqualTo(ErrorType.MEMORY_LEAK);
    assertThat(event.severity()).isEqualTo(ErrorSeverity.LOW);
  }

  @Test
  void noErrorsFoundIsNoSevereError() {
    assertThat(classified(ErrorEvent.of("No errors found, all good")).severity())
        .isEqualTo(ErrorSeverity.MEDIUM);
  }

  @Test
  void aHandlerIsCalledExactlyOnceWithTheEventAlsoWhenAnotherOneThrows() {
    ErrorEvent event =
        ErrorEvent.of("Memory usage exceeded threshold")
            .withId("error-123")
            .withType(ErrorType.MEMORY_LEAK)
            .withSeverity(ErrorSeverity.HIGH)
            .withComponent("web")
            .withContext("region", "north")
            .withTag("memory");
    try (ErrorDetectionService service = held()) {
      service.addErrorHandler(
          broken -> {
            throw new IllegalStateException("a broken handler");
          });
      service.addErrorHandler(told::add);
      service.start();
      service.report(event);
      service.report(event);
      service.tick(MINUTE);
      service.tick(MINUTE);
    }
    List<ErrorEvent> ours =
        told.stream().filter(seen -> seen.id().equals("error-123")).collect(Collectors.toList());
    assertThat(ours).hasSize(1);
    assertThat(ours.get(0).message()).isEqualTo("Memory usage exceeded threshold");
    assertThat(ours.get(0).sourceComponent()).isEqualTo("web");
    assertThat(ours.get(0).context()).containsEntry("region", "north");
    assertThat(ours.get(0).tags()).containsExactly("memory");
  }

  @Test
  void handlersThatReportBackDoNotLoop() {
    try (ErrorDetectionService service = held().monitor("depth", new Depth(95))) {
      service.addErrorHandler(told::add).addErrorHandler(service::report);
      service.start();
      service.report(ErrorEvent.of("It broke"));
      for (int i = 0; i < 10; i++) {
        service.tick(Duration.ofSeconds(10));
      }
    }
    assertThat(told).extracting(ErrorEvent::message).containsOnlyOnce("It broke", "too deep");
    assertThat(told).hasSize(2);
  }

  @Test
  void aMonitorIsReplacedByNameAndABuiltInOneIsNot() {
    try (ErrorDetectionService service = held().monitor("depth", new Depth(95))) {
      service.start();
      service.tick(MINUTE);
      service.monitor("depth", new Depth(10));
      service.tick(MINUTE);
      assertThat(service.systemHealth().get("depth").status()).isEqualTo(HealthStatus.HEALTHY);
      assertThat(service.monitors()).contains("depth");
      assertThatThrownBy(() -> service.monitor("network", new Depth(1)))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("built-in monitor \"network\"");
      assertThatThrownBy(() -> service.monitor("Big Name", new Depth(1)))
          .hasMessageContaining("one lower-case word");
    }
  }

  @Test
  void startAndStopLeaveNoThreadRunning() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    CountDownLatch heard = new CountDownLatch(1);
    ErrorDetectionService service =
        new ErrorDetectionService(ErrorDetectionConfig.defaults())
            .addErrorHandler(event -> heard.countDown());
    service.start();
    service.report(ErrorEvent.of("It broke"));
    assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
    service.stop();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && thread.getName().startsWith("healing-")) {
        thread.join(30_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
    assertThatThrownBy(() -> service.report(ErrorEvent.of("too late")).join())
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("Healing is closed");
  }

  @Test
  void aMonitorThatIsNotInOrderIsRefusedAndNothingElseIsLost() throws Exception {
    try (ErrorDetectionService real = new ErrorDetectionService(ErrorDetectionConfig.defaults())) {
      real.start();
      CompletableFuture<String> before = real.report(ErrorEvent.of("The first one"));
      assertThatThrownBy(() -> real.monitor("depth", looking(Duration.ZERO)))
          .hasMessageContaining("looks every PT0S");
      assertThat(before.get(10, TimeUnit.SECONDS)).startsWith("i-");
      assertThat(real.monitors()).doesNotContain("depth");
      assertThat(real.report(ErrorEvent.of("The next one")).get(10, TimeUnit.SECONDS))
          .startsWith("i-");
    }
  }

  @Test
  void whatWasReportedJustBeforeAMonitorWasAddedIsTakenUp() throws Exception {
    try (ErrorDetectionService real = new ErrorDetectionService(ErrorDetectionConfig.defaults())) {
      List<CompletableFuture<String>> told = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        told.add(real.report(ErrorEvent.of("It broke").withComponent("web-" + i)));
      }
      real.monitor("depth", looking(Duration.ofSeconds(1)));
      real.start();
      for (CompletableFuture<String> each : told) {
        assertThat(each.get(10, TimeUnit.SECONDS)).startsWith("i-");
      }
    }
  }

  private static Monitor looking(Duration every) {
    return new Monitor() {
      @Override
      public String id() {
        return "acme.depth";
      }

      @Override
      public Duration interval() {
        return every;
      }

      @Override
      public Observation check(MonitorRequest request) {
        return Observation.builder().build();
      }
    };
  }
}
