package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.core.Healing;
import io.healing.core.HealingEvent;
import io.healing.core.HealingListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Law 9, with real threads: whatever a plug-in does, the job and the other plug-ins go on. */
class HostFirstTest extends HostWithPlugins {
  private static final String LISTENER = "@healing/listener." + HostFirstTest.class.getName();

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
    assertThat(healing.admin().incidents())
        .extracting(incident -> incident.subject().name())
        .contains(LISTENER, LISTENER + "-2");
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
