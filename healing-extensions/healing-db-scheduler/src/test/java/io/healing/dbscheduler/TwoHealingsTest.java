package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.postgres.Database;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two programs with a database of Healing's own each share one table of a scheduler. */
@Timeout(120)
class TwoHealingsTest {
  @TempDir Path home;

  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void oneMissedStartIsMadeGoodOnce() {
    Database database = Store.database();
    Rig first = Rig.started(database, "one");
    Rig second = Rig.started(database, "two");
    String job = first.job("backup", runs::incrementAndGet);
    second.tell("backup", runs::incrementAndGet);
    Instant soon = first.row(job).getExecutionTime().minusSeconds(60);
    try (HealingStore here = SqliteHealingStore.open(home.resolve("one.db"));
        HealingStore there = SqliteHealingStore.open(home.resolve("two.db"));
        ManualHealing one = healing(first, here, soon);
        ManualHealing two = healing(second, there, soon)) {
      one.tick(Duration.ofSeconds(1));
      two.tick(Duration.ofSeconds(1));
      for (int i = 0; i < 40; i++) {
        one.tick(Watched.LOOK);
        two.tick(Watched.LOOK);
      }

      Watched.until(() -> runs.get() > 0 && !first.row(job).isPicked());
      assertThat(runs).hasValue(1);
      int ordered =
          one.healing().admin().actions().size() + two.healing().admin().actions().size();
      assertThat(ordered).isPositive();
    } finally {
      first.shutDown();
      second.shutDown();
    }
  }

  private static ManualHealing healing(Rig rig, HealingStore store, Instant from) {
    JobConfig healed =
        JobConfig.of(JobDefinition.of("backup").withStartGrace(Duration.ofMinutes(2)))
            .withSelfHealing(SelfHealingConfig.defaults().withEnabled(true));
    return Healing.builder().store(store).job(healed).runner(rig.adapter()).manual(from);
  }
}
