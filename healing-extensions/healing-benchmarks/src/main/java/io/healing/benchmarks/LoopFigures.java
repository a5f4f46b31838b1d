package io.healing.benchmarks;

import io.healing.api.Fleet;
import io.healing.api.Samples;
import io.healing.api.store.CountedStore;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What ten thousand idle jobs cost: the processor time of a tick, what it asks of the store, and
 * the heap that warm baselines hold. Every job has 64 stored runs; monitors, agreements and the
 * calendar are on.
 */
public final class LoopFigures {
  private static final int JOBS = 10_000;
  private static final int RUNS = 64;
  private static final int TICKS = 200;
  private static final double MILLION = 1e6;

  private LoopFigures() {}

  /** Prints the figures. */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("healing-loop");
    Fleet fleet = new Fleet(JOBS);
    try (HealingStore store = SqliteHealingStore.open(directory.resolve("healing.db"))) {
      fleet.fill(store, RUNS);
      long before = Cost.heap();
      CountedStore counted = new CountedStore(store);
      ManualHealing[] made = new ManualHealing[1];
      long start = Cost.once(() -> made[0] = started(fleet, counted));
      say("start with %d jobs: %.0f ms, store calls %s", JOBS, start / MILLION, counted.calls());
      counted.reset();
      try (ManualHealing healing = made[0]) {
        long first = Cost.once(() -> healing.tick(Duration.ZERO));
        say("first tick: %.0f ms, store calls %s", first / MILLION, counted.calls());
        ticks("idle tick", healing, counted, Duration.ofMillis(100));
        ticks("idle tick in which every monitor looks", healing, counted, Duration.ofSeconds(10));
        long held = Cost.heap() - before;
        say("heap of %d jobs: %.1f MiB, bar 64", JOBS, held / 1024.0 / 1024.0);
        say("incidents: %d", healing.healing().admin().incidents().size());
      }
    }
  }

  private static ManualHealing started(Fleet fleet, CountedStore counted) {
    return Healing.builder().store(counted.store()).config(fleet.config()).manual(Samples.NOON);
  }

  private static void ticks(String name, ManualHealing healing, CountedStore counted, Duration by) {
    Cost.sorted(TICKS, () -> healing.tick(by));
    counted.reset();
    long[] took = Cost.sorted(TICKS, () -> healing.tick(by));
    Map<String, Long> calls = counted.calls();
    say(
        "%s: %.3f ms (95%%: %.3f ms, longest %.3f ms), bar 10; %d store calls in %d ticks: %s",
        name,
        Cost.median(took) / MILLION,
        took[TICKS * 95 / 100] / MILLION,
        took[TICKS - 1] / MILLION,
        counted.total(),
        TICKS,
        calls);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(java.util.Locale.ROOT, format, values));
  }
}
