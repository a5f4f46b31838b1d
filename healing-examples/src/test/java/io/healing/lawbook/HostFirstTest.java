package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.healing.api.notify.Notification;
import io.healing.api.notify.Notifier;
import io.healing.core.Healing;
import io.healing.core.HealingEvent;
import io.healing.core.HealingListener;
import io.healing.core.store.InMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Law 9, with real threads: whatever a plug-in does, the job and the other plug-ins go on. */
@Timeout(90)
class HostFirstTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path home;
  private final CountDownLatch never = new CountDownLatch(1);
  private final List<Healing> opened = new ArrayList<>();

  @AfterEach
  void letTheHangingOnesGo() {
    never.countDown();
    opened.forEach(Healing::close);
  }

  private Healing start(Plugin... plugins) {
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
            d.logTail());
    HealingConfig config = HealingConfig.defaults(home);
    var builder =
        Healing.builder()
            .store(InMemoryStore.trusted())
            .config(
                config.withSelfHealing(
                    config
                        .selfHealing()
                        .withLimits(limits)
                        .withErrorDetection(new io.healing.api.config.ErrorDetectionConfig(1))))
            .job(JobConfig.of(JobDefinition.of("report")));
    for (Plugin plugin : plugins) {
      builder.plugin(plugin);
    }
    Healing healing = builder.build().start();
    opened.add(healing);
    return healing;
  }

  private static void fail(Healing healing, String job) {
    var run = healing.observer().started(job);
    healing.observer().finished(run, RunResult.failure(new IllegalStateException("no paper")));
  }

  /** Waits for what other threads do, at most a minute. */
  private static void await(String what, BooleanSupplier seen) throws InterruptedException {
    CountDownLatch tick = new CountDownLatch(1);
    for (int i = 0; i < 1200; i++) {
      if (seen.getAsBoolean()) {
        return;
      }
      assertThat(tick.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
    throw new AssertionError("Within a minute this did not happen: " + what);
  }

  private static Optional<Incident> on(Healing healing, String plugin) {
    return healing.admin().incidents().stream()
        .filter(i -> i.subject().equals(Subject.plugin(plugin)))
        .filter(i -> i.findingId().equals("plugin.failed"))
        .findFirst();
  }

  private static boolean diagnosed(Healing healing, String job) {
    return healing.admin().incidents().stream()
        .anyMatch(i -> i.subject().name().equals(job) && i.diagnosis() != null);
  }

  private static int failures(Healing healing, String plugin) {
    return on(healing, plugin)
        .map(i -> Integer.parseInt(i.evidence().getOrDefault("failures_in_a_row", "0")))
        .orElse(0);
  }

  private void hang() {
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

  private void hangUntilInterrupted() {
    try {
      never.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** A monitor that does what the test says. */
  private record OwnMonitor(String id, Duration interval, Runnable work) implements Monitor {
    @Override
    public Observation check(MonitorRequest request) {
      work.run();
      return Observation.builder().build();
    }
  }

  private record OwnAnalyzer(String id, Runnable work) implements Analyzer {
    @Override
    public Analysis analyze(AnalysisRequest request) {
      work.run();
      return Analysis.none();
    }
  }

  private record OwnNotifier(String id, String channel, Runnable work) implements Notifier {
    @Override
    public void send(Notification notification) {
      work.run();
    }
  }

  @Test
  void aMonitorThatHangsIsExpiredToldAndRestedAndTheOthersGoOn() throws Exception {
    CopyOnWriteArrayList<Instant> looks = new CopyOnWriteArrayList<>();
    Healing healing =
        start(
            new OwnMonitor(
                "acme.hanging",
                Duration.ofMillis(200),
                () -> {
                  looks.add(Instant.now());
                  hangUntilInterrupted();
                }));
    fail(healing, "report");

    await("the hanging monitor is a finding", () -> on(healing, "acme.hanging").isPresent());
    assertThat(on(healing, "acme.hanging").orElseThrow().message()).contains("300 ms");
    await("the failed job is diagnosed", () -> diagnosed(healing, "report"));
    await("it failed three times", () -> failures(healing, "acme.hanging") == 3);
    assertThat(on(healing, "acme.hanging").orElseThrow().evidence()).containsKey("rested_until");
    fail(healing, "second");
    await("the others go on while it rests", () -> diagnosed(healing, "second"));
    assertThat(looks).as("it is not called while it rests").hasSize(3);
  }

  @Test
  void aMonitorThatHeedsNoInterruptLosesItsThreadAndTheOthersGoOn() throws Exception {
    Healing healing = start(new OwnMonitor("acme.deaf", Duration.ofMillis(200), this::hang));
    await("it failed three times", () -> failures(healing, "acme.deaf") == 3);
    fail(healing, "report");
    await("the failed job is diagnosed", () -> diagnosed(healing, "report"));
  }

  @Test
  void aMonitorThatThrowsWhateverItIsIsAFindingAndTheOthersGoOn() throws Exception {
    Healing healing =
        start(
            new OwnMonitor(
                "acme.throws",
                Duration.ofMillis(200),
                () -> {
                  throw new IllegalStateException("broken");
                }),
            new OwnMonitor(
                "acme.unlinked",
                Duration.ofMillis(200),
                () -> {
                  throw new NoClassDefFoundError("com/acme/Missing");
                }));
    fail(healing, "report");
    await("both are findings", () -> failures(healing, "acme.throws") == 3);
    await("both are findings", () -> failures(healing, "acme.unlinked") == 3);
    await("the failed job is diagnosed", () -> diagnosed(healing, "report"));
  }

  @Test
  void aMonitorThatIsWellAgainIsClear() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Healing healing =
        start(
            new OwnMonitor(
                "acme.sometimes",
                Duration.ofMillis(500),
                () -> {
                  if (calls.incrementAndGet() <= 2) {
                    throw new IllegalStateException("still starting");
                  }
                }));
    CopyOnWriteArrayList<HealingEvent> heard = new CopyOnWriteArrayList<>();
    healing.addListener(heard::add);
    await(
        "its incident is over",
        () ->
            heard.stream()
                .filter(event -> event.subject().equals(Subject.plugin("acme.sometimes")))
                .anyMatch(event -> event.step() == HealingEvent.Step.ENDED));
    assertThat(on(healing, "acme.sometimes")).isEmpty();
  }

  @Test
  void anAnalyzerThatHangsIsBlamedByNameAndTheOthersStillDiagnose() throws Exception {
    Healing healing = start(new OwnAnalyzer("acme.slow-thinker", this::hangUntilInterrupted));
    fail(healing, "report");
    await("it is a finding", () -> on(healing, "acme.slow-thinker").isPresent());
    await("the failed job is diagnosed", () -> diagnosed(healing, "report"));
    assertThat(healing.admin().reviews())
        .anySatisfy(
            review -> {
              assertThat(review.status()).isEqualTo("failed");
              assertThat(review.errorMessage()).contains("acme.slow-thinker");
            });
  }

  @Test
  void anAnalyzerThatThrowsIsBlamedByNameAndTheOthersStillDiagnose() throws Exception {
    Healing healing =
        start(
            new OwnAnalyzer(
                "acme.wrong",
                () -> {
                  throw new StackOverflowError();
                }));
    fail(healing, "report");
    await("it is a finding", () -> on(healing, "acme.wrong").isPresent());
    await("the failed job is diagnosed", () -> diagnosed(healing, "report"));
  }

  @Test
  void aNotifierThatHangsIsBlamedByNameAndRested() throws Exception {
    Healing healing = start(new OwnNotifier("acme.pager", "whatsapp", this::hangUntilInterrupted));
    for (int i = 0; i < 4; i++) {
      fail(healing, "report" + i);
    }
    await("it is rested", () -> failures(healing, "acme.pager") >= 3);
    await("the failed job is diagnosed", () -> diagnosed(healing, "report3"));
  }

  @Test
  void aNotifierThatThrowsIsBlamedByNameAndRested() throws Exception {
    Healing healing =
        start(
            new OwnNotifier(
                "acme.pager",
                "whatsapp",
                () -> {
                  throw new IllegalStateException("no network");
                }));
    for (int i = 0; i < 4; i++) {
      fail(healing, "report" + i);
    }
    await("it is rested", () -> failures(healing, "acme.pager") >= 3);
    await("the failed job is diagnosed", () -> diagnosed(healing, "report3"));
  }

  @Test
  void aListenerThatHangsOrThrowsDisturbsNeitherTheLoopNorTheOtherListeners() throws Exception {
    Healing healing = start();
    CopyOnWriteArrayList<HealingEvent> heard = new CopyOnWriteArrayList<>();
    HealingListener hangs = event -> hangUntilInterrupted();
    HealingListener throwsErrors =
        event -> {
          throw new NoClassDefFoundError("com/acme/Missing");
        };
    healing.addListener(hangs);
    healing.addListener(throwsErrors);
    healing.addListener(heard::add);
    fail(healing, "report");
    await("the failed job is diagnosed", () -> diagnosed(healing, "report"));
    await("the good listener heard of it", () -> !heard.isEmpty());
    await(
        "the bad ones are findings",
        () ->
            healing.admin().incidents().stream()
                    .filter(i -> i.subject().name().startsWith("@healing/listener."))
                    .count()
                == 2);
  }

  @Test
  void theJobsThreadIsNeverHeldUpByAnyOfThem() throws Exception {
    Healing healing =
        start(
            new OwnMonitor("acme.deaf", Duration.ofMillis(100), this::hang),
            new OwnAnalyzer("acme.deaf-too", this::hang),
            new OwnNotifier("acme.deaf-pager", "whatsapp", this::hang));
    healing.addListener(event -> hang());
    fail(healing, "report");
    await("the monitor hangs", () -> on(healing, "acme.deaf").isPresent());
    for (int i = 0; i < 10_000; i++) {
      int n = i;
      assertThat(healing.<Integer>observe("busy", () -> n)).isEqualTo(n);
    }
    assertThat(healing.status().eventsDropped()).isZero();
  }

  @Test
  void closeComesBackInBoundedTimeWhateverHangs() throws Exception {
    Healing healing =
        start(
            new OwnMonitor("acme.deaf", Duration.ofMillis(100), this::hang),
            new OwnAnalyzer("acme.deaf-too", this::hang));
    healing.addListener(event -> hang());
    fail(healing, "report");
    await("the monitor hangs", () -> on(healing, "acme.deaf").isPresent());
    long began = System.nanoTime();
    healing.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(25));
  }

  @Test
  void onlyDaemonThreadsAreLeftBehindSoThatTheHostCanEnd() throws Exception {
    start(new OwnMonitor("acme.deaf", Duration.ofMillis(100), this::hang));
    List<Thread> ours =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("healing-"))
            .toList();
    assertThat(ours).isNotEmpty().allMatch(Thread::isDaemon);
  }
}
