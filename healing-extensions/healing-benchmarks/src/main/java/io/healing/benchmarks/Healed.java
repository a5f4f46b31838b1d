package io.healing.benchmarks;

import io.healing.api.job.JobRunner;
import io.healing.core.Healing;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A round beside a Healing as people have it: it keeps every run in a store of its own. */
final class Healed {
  private static final long SETTLING = 1_000_000_000L;

  private Healed() {}

  /** Times the work; where it is healed, Healing has started and looked before it begins. */
  static Pairs.Took round(boolean healed, Supplier<JobRunner> runner, Pairs.Work work)
      throws Exception {
    if (!healed) {
      LockSupport.parkNanos(SETTLING);
      return Pairs.Took.of(work);
    }
    Path home = Files.createTempDirectory("healing-figures");
    try (SqliteHealingStore store = SqliteHealingStore.open(home.resolve("healing.db"));
        Healing healing = Healing.builder().store(store).runner(runner.get()).build()) {
      healing.start();
      LockSupport.parkNanos(SETTLING);
      Pairs.Took took = Pairs.Took.of(work);
      return took.losing(healing.figures().eventsDropped());
    } finally {
      delete(home);
    }
  }

  private static void delete(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
