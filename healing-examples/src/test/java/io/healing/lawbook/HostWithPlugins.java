package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Options;
import io.healing.api.Plugin;
import io.healing.api.Subject;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunResult;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.Notification;
import io.healing.api.notify.Notifier;
import io.healing.core.Healing;
import io.healing.core.store.InMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host with real threads and plug-ins that do what a test says. */
@Timeout(90)
abstract class HostWithPlugins {
  static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path home;
  final CountDownLatch never = new CountDownLatch(1);
  final List<Healing> opened = new ArrayList<>();

  @AfterEach
  void letTheHangingOnesGo() {
    never.countDown();
    opened.forEach(Healing::close);
  }

  Healing start(Plugin... plugins) {
    LimitsConfig d = LimitsConfig.defaults();
    LimitsConfig limits =
        new LimitsConfig(
            Duration.ofSeconds(1),
            SHORT,
            SHORT,
            d.commandTimeout(),
            d.commandOutput(),
            3,
            Duration.ofMinutes(10),
            d.coolDown(),
            d.coolDownMax(),
            d.breakerFailures(),
            d.breakerHalfOpen(),
            d.actionsPerHour(),
            d.blastRadiusSubjects(),
            d.blastRadiusPercent(),
            d.stormSubjects(),
            d.stormPercent(),
            d.stormWindow(),
            d.pendingExpiry(),
            d.approvedExpiry(),
            d.unscheduledDeadline(),
            d.eventQueue(),
            d.logTail(),
            d.goodRunsPerMinute());
    DeliveryConfig delivery =
        DeliveryConfig.defaults()
            .withGroupWindow(Duration.ZERO)
            .withAttempts(8, SHORT)
            .withTimeout(SHORT);
    HealingConfig config = HealingConfig.defaults(home).withDelivery(delivery);
    var builder =
        Healing.builder()
            .store(InMemoryStore.trusted())
            .config(
                config.withSelfHealing(
                    config
                        .selfHealing()
                        .withLimits(limits)
                        .withErrorDetection(
                            io.healing.api.config.ErrorDetectionConfig.defaults()
                                .withMonitoringInterval(1))))
            .job(JobConfig.of(JobDefinition.of("report")));
    for (Plugin plugin : plugins) {
      builder.plugin(plugin);
    }
    Healing healing = builder.build().start();
    opened.add(healing);
    return healing;
  }

  static void fail(Healing healing, String job) {
    var run = healing.observer().started(job);
    healing.observer().finished(run, RunResult.failure(new IllegalStateException("no paper")));
  }

  /** Waits for what other threads do, at most a minute. */
  static void await(String what, BooleanSupplier seen) throws InterruptedException {
    CountDownLatch tick = new CountDownLatch(1);
    for (int i = 0; i < 1200; i++) {
      if (seen.getAsBoolean()) {
        return;
      }
      assertThat(tick.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
    throw new AssertionError("Within a minute this did not happen: " + what);
  }

  static Optional<Incident> on(Healing healing, String plugin) {
    return healing.admin().incidents().stream()
        .filter(i -> i.subject().equals(Subject.plugin(plugin)))
        .filter(i -> i.findingId().equals("plugin.failed"))
        .findFirst();
  }

  static boolean diagnosed(Healing healing, String job) {
    return healing.admin().incidents().stream()
        .anyMatch(i -> i.subject().name().equals(job) && i.diagnosis() != null);
  }

  void hang() {
    boolean interrupted = true;
    while (interrupted) {
      try {
        never.await();
        interrupted = false;
      } catch (InterruptedException heedless) {
        interrupted = true;
      }
    }
  }

  void hangUntilInterrupted() {
    try {
      never.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** A monitor that does what the test says. */
  record OwnMonitor(String id, Duration interval, Runnable work) implements Monitor {
    @Override
    public Observation check(MonitorRequest request) {
      work.run();
      return Observation.builder().build();
    }
  }

  record OwnAnalyzer(String id, Runnable work) implements Analyzer {
    @Override
    public Analysis analyze(AnalysisRequest request) {
      work.run();
      return Analysis.none();
    }
  }

  record OwnNotifier(String id, String channel, Runnable work) implements Notifier {
    @Override
    public void send(Notification notification) {
      work.run();
    }
  }

  /** A notifier that does what the test says when it is asked whether it is set up. */
  record UnsureNotifier(String id, String channel, Runnable work) implements Notifier {
    @Override
    public Optional<String> lacking(Options options) {
      work.run();
      return Optional.of("Wait for it");
    }

    @Override
    public void send(Notification notification) {
      throw new AssertionError("It never said that it is set up: " + notification.title());
    }
  }
}
