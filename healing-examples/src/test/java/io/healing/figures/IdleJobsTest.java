package io.healing.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Fleet;
import io.healing.api.Samples;
import io.healing.api.job.JobRun;
import io.healing.api.store.CountedStore;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.core.store.InMemoryStore;
import io.healing.sqlite.SqliteHealingStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleJobsTest {
  private static final int MANY = 10_000;
  private static final long MIB = 1L << 20;

  @TempDir Path directory;

  @Test
  void aTickOverIdleJobsAsksTheStoreNoMoreOftenForManyJobsThanForTen() {
    assertThat(callsOfAMinute(2_000)).isEqualTo(callsOfAMinute(10));
  }

  private Map<String, Long> callsOfAMinute(int jobs) {
    try (HealingStore store = SqliteHealingStore.open(directory.resolve(jobs + ".db"))) {
      CountedStore counted = new CountedStore(store);
      try (ManualHealing healing = warm(new Fleet(jobs), counted, 1)) {
        counted.reset();
        for (int second = 0; second < 60; second++) {
          healing.tick(Duration.ofSeconds(1));
        }
        assertThat(counted.total()).isLessThan(60 * 3);
        return counted.calls();
      }
    }
  }

  @Test
  void theCalendarIsTakenUpAtOnceAndNotJobByJob() {
    try (HealingStore store = SqliteHealingStore.open(directory.resolve("start.db"))) {
      CountedStore counted = new CountedStore(store);
      warm(new Fleet(50), counted, 1).close();
      // Healing's own review is asked for, the jobs' are not, one by one.
      assertThat(counted.calls().getOrDefault("reviews.lastProactive", 0L)).isLessThanOrEqualTo(1);
      assertThat(counted.calls().get("states.save")).isLessThan(10);
    }
  }

  @Test
  void aStartWithManyJobsAsksTheStoreNoMoreOftenThanOneWithTen() {
    assertThat(callsOfAStart(500)).isEqualTo(callsOfAStart(10));
  }

  /** What is asked until every monitor has looked at every job for the first time. */
  private Map<String, Long> callsOfAStart(int jobs) {
    try (HealingStore store = SqliteHealingStore.open(directory.resolve(jobs + "s.db"))) {
      Fleet fleet = new Fleet(jobs);
      fleet.fill(store, 64);
      CountedStore counted = new CountedStore(store);
      var builder = Healing.builder().store(counted.store()).config(fleet.config());
      try (ManualHealing healing = builder.manual(Samples.NOON)) {
        healing.tick(Duration.ofSeconds(10));
        assertThat(healing.healing().status().jobs()).isEqualTo(jobs);
        assertThat(counted.calls())
            .containsEntry("runs.newestOfEach", 1L)
            .doesNotContainKeys("runs.newest", "runs.since");
        return counted.calls();
      }
    }
  }

  /** The bar is 10 ms; ten times that here, because other builds may share the machine. */
  @Test
  void aTickOverTenThousandIdleJobsIsShort() {
    try (HealingStore store = SqliteHealingStore.open(directory.resolve("tick.db"));
        ManualHealing healing = warm(new Fleet(MANY), new CountedStore(store), 1)) {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long[] took = new long[20];
      for (int tick = 0; tick < took.length; tick++) {
        long before = threads.getCurrentThreadCpuTime();
        healing.tick(Duration.ofSeconds(10));
        took[tick] = threads.getCurrentThreadCpuTime() - before;
      }
      Arrays.sort(took);
      assertThat(Duration.ofNanos(took[took.length / 2])).isLessThan(Duration.ofMillis(100));
      assertThat(healing.healing().admin().incidents()).isEmpty();
    }
  }

  /** Durations and sizes of 64 runs of each job; the bar is what design and readme promise. */
  @Test
  void tenThousandJobsWithWarmBaselinesHoldLessThan64MiB() {
    Fleet fleet = new Fleet(MANY);
    long before = heap();
    try (ManualHealing healing = remembering(fleet)) {
      healing.tick(Duration.ofSeconds(10));
      long held = heap() - before;
      assertThat(healing.healing().status().jobs()).isEqualTo(MANY);
      assertThat(held).isBetween(10 * MIB, 64 * MIB);
    }
  }

  private static ManualHealing remembering(Fleet fleet) {
    CountedStore remembering =
        new CountedStore(InMemoryStore.create())
            .answering("runs.newestOfEach", given -> newestOfEach(fleet, given));
    return Healing.builder().store(remembering.store()).config(fleet.config()).manual(Samples.NOON);
  }

  @SuppressWarnings("unchecked")
  private static boolean newestOfEach(Fleet fleet, Object[] given) {
    BiConsumer<String, List<JobRun>> each = (BiConsumer<String, List<JobRun>>) given[2];
    for (String job : (Collection<String>) given[0]) {
      each.accept(job, fleet.newest(job, (int) given[1]));
    }
    return true;
  }

  private static long heap() {
    long least = Long.MAX_VALUE;
    for (int look = 0; look < 4; look++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static ManualHealing warm(Fleet fleet, CountedStore counted, int runs) {
    fleet.fill(counted.store(), runs);
    ManualHealing healing =
        Healing.builder().store(counted.store()).config(fleet.config()).manual(Samples.NOON);
    for (int tick = 0; tick < 6; tick++) {
      healing.tick(Duration.ofSeconds(10));
    }
    return healing;
  }
}
