package io.healing.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.detect.Monitor;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdleJobsTest {
  private static final int JOBS = 10_000;
  private static final Duration EVERY = Duration.ofSeconds(30);

  private static final List<JobSnapshot> IDLE =
      IntStream.range(0, JOBS).mapToObj(IdleJobsTest::idle).toList();

  private static JobSnapshot idle(int number) {
    return Sample.job("job-" + number)
        .defined(job -> job.withSchedule(JobSchedule.every(Duration.ofHours(1))))
        .last(Sample.run(RunOutcome.SUCCESS))
        .seen();
  }

  @Test
  void idleJobsAreSaidNothingOf() {
    for (Monitor monitor : Detection.builtIn(EVERY, true)) {
      Observation seen = new Watch(monitor).look(IDLE, List.of());

      assertThat(seen.findings()).as(monitor.id()).isEmpty();
      assertThat(seen.clear()).as(monitor.id()).isEmpty();
      assertThat(seen.noData()).as(monitor.id()).isEmpty();
      assertThat(seen.states()).as(monitor.id()).isEmpty();
    }
  }

  @Test
  void allMonitorsTogetherGlanceAtTenThousandIdleJobsInLessThanTwoMilliseconds() {
    List<Watch> watches = Detection.builtIn(EVERY, true).stream().map(Watch::new).toList();
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long before = System.nanoTime();
      watches.forEach(watch -> watch.look(IDLE, List.of()));
      took.add(System.nanoTime() - before);
    }
    took.sort(null);
    long median = took.get(took.size() / 2);

    assertThat(Duration.ofNanos(median)).isLessThan(Duration.ofMillis(2));
  }

  @Test
  void everyMonitorHasItsOwnIdAndItsOptionsHaveRanges() {
    Set<String> ids = new HashSet<>();
    for (Monitor monitor : Detection.builtIn(EVERY, true)) {
      assertThat(ids.add(monitor.id())).as(monitor.id()).isTrue();
      assertThat(monitor.id()).startsWith("healing.monitor.");
      assertThat(monitor.options())
          .allMatch(o -> o.kind() == io.healing.api.PluginOption.Kind.FLAG || o.least() != null);
    }
    assertThat(ids).hasSize(9);
  }

  @Test
  void theMonitorOfOverdueRunsLooksEveryFiveSecondsUnlessAllLookMoreOften() {
    assertThat(overdue(EVERY).interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(overdue(Duration.ofSeconds(5)).interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(overdue(Duration.ofSeconds(2)).interval()).isEqualTo(Duration.ofSeconds(2));
  }

  private static Monitor overdue(Duration interval) {
    return Detection.builtIn(interval, true).stream()
        .filter(monitor -> monitor.id().endsWith(".overdue"))
        .findFirst()
        .orElseThrow();
  }
}
