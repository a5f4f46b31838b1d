package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Plugin;
import io.healing.api.job.JobStanding;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.Scheduler;

/** Data source and names of the tables are taken from the scheduler that knows them. */
@Timeout(60)
class StoreAtTest {
  private final String name = "at-" + System.nanoTime();

  private QuartzRig rig(String prefix) throws Exception {
    Properties settings =
        JdbcStore.settings(QuartzRig.settings(name), "here", JdbcStore.database());
    settings.setProperty("org.quartz.jobStore.tablePrefix", prefix);
    return QuartzRig.alone(settings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHOP_QRTZ_", "shop.QRTZ_"})
  void tablesOfAnotherNameAreFoundAndLookedAt(String prefix) throws Exception {
    JdbcStore.alsoWith(prefix);
    QuartzRig rig = rig(prefix);
    try (ManualHealing healing = Healing.builder().runner(rig.adapter()).manual(Instant.now())) {
      rig.job("orders", () -> {});
      for (int look = 0; look < 4; look++) {
        healing.tick(Duration.ofSeconds(31));
      }

      assertThat(StoreAt.of(rig.scheduler())).contains(new StoreAt("jobs", prefix));
      assertThat(healing.healing().monitors()).anyMatch(monitor -> monitor.endsWith(".rows"));
      assertThat(healing.healing().admin().incidents()).isEmpty();
      assertThat(rig.adapter().standings())
          .extracting(JobStanding::state)
          .containsExactly(JobStanding.State.SCHEDULED);
    } finally {
      rig.shutDown();
    }
  }

  @Test
  void aSchedulerInMemoryHasNoRows() throws Exception {
    QuartzRig rig = QuartzRig.ram();

    assertThat(StoreAt.of(rig.scheduler())).isEmpty();
    assertThat(rig.adapter().plugins()).hasSize(1);
    rig.shutDown();
  }

  /** As behind a wrapper of the program's; what is not told is not guessed. */
  @Test
  void aSchedulerThatDoesNotTellItsStoreIsObservedWithoutItsRows() throws Exception {
    QuartzRig rig = rig(QuartzRunner.TABLE_PREFIX);
    Scheduler wrapped =
        (Scheduler)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Scheduler.class},
                (proxy, method, arguments) -> method.invoke(rig.scheduler(), arguments));
    rig.job("orders", () -> {});
    QuartzRunner runner = QuartzRunner.of(wrapped);

    assertThat(runner.plugins()).hasSize(1);
    assertThat(runner.standings()).hasSize(1);
    assertThat(runner.withStore("jobs", QuartzRunner.TABLE_PREFIX).plugins())
        .extracting(Plugin::id)
        .anyMatch(id -> id.endsWith(".rows"));
    rig.shutDown();
  }
}
