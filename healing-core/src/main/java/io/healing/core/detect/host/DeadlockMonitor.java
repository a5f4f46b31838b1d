package io.healing.core.detect.host;

import io.healing.api.PluginOption;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.MetricName;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Threads that wait for one another for ever. It does not pass by itself, so one look suffices. */
final class DeadlockMonitor implements Monitor {
  private static final int FRAMES = 10;

  private final HostSettings settings;

  DeadlockMonitor(HostSettings settings) {
    this.settings = settings;
  }

  @Override
  public String id() {
    return "healing.monitor.deadlock";
  }

  @Override
  public Duration interval() {
    return settings.interval();
  }

  @Override
  public List<PluginOption> options() {
    return List.of(Urgency.CRITICAL);
  }

  @Override
  public Observation check(MonitorRequest request) {
    Subject jvm = Subject.jvm(settings.jvm());
    List<ThreadInfo> ring = ring();
    Observation.Builder said = Observation.builder().metric(sample(ring.size(), request));
    if (ring.isEmpty()) {
      said.clear(jvm, "no threads are deadlocked");
    } else {
      ErrorSeverity severity = Urgency.word(request.options(), Urgency.CRITICAL);
      said.finding(found(jvm, ring).withSeverity(severity));
    }
    return said.build();
  }

  private static List<ThreadInfo> ring() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] ids = threads.findDeadlockedThreads();
    return ids == null
        ? List.of()
        : Arrays.stream(threads.getThreadInfo(ids, FRAMES)).filter(Objects::nonNull).toList();
  }

  private HealthMetric sample(int threads, MonitorRequest request) {
    HealthStatus status = threads == 0 ? HealthStatus.HEALTHY : HealthStatus.CRITICAL;
    return new HealthMetric(
        settings.ids().get(), MetricName.DEADLOCKED, threads, null, 1.0, status, request.now());
  }

  private static Finding found(Subject jvm, List<ThreadInfo> ring) {
    String names =
        ring.stream().map(ThreadInfo::getThreadName).sorted().collect(Collectors.joining(", "));
    String stacks =
        ring.stream().map(DeadlockMonitor::stack).sorted().collect(Collectors.joining("\n"));
    return Finding.of(
            "jvm.deadlock", jvm, ring.size() + " threads wait for one another for ever: " + names)
        .withType(ErrorType.PERFORMANCE_DEGRADATION)
        .withCause(places(ring))
        .withHint(
            "Take the locks in the same order everywhere; until then only a restart of the program"
                + " frees these threads")
        .withEvidence("stack", stacks);
  }

  /** Where they wait tells one deadlock from another, whatever the threads are called. */
  private static String places(List<ThreadInfo> ring) {
    return ring.stream()
        .map(info -> info.getStackTrace().length == 0 ? "" : info.getStackTrace()[0].toString())
        .sorted()
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static String stack(ThreadInfo info) {
    String frames =
        Arrays.stream(info.getStackTrace())
            .map(frame -> "\n    at " + frame)
            .collect(Collectors.joining());
    return info.getThreadName()
        + " waits for "
        + info.getLockName()
        + " held by "
        + info.getLockOwnerName()
        + frames;
  }
}
