package stock;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobControl.Order;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.core.Healing;
import io.healing.dbscheduler.DbSchedulerRunner;
import io.healing.jobrunr.JobRunrRunner;
import io.healing.postgres.Database;
import io.healing.postgres.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;

/** The starters of db-scheduler and JobRunr with a starter of Healing and no code of it. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class StockApplicationTest {
  @TempDir Path home;

  private ConfigurableApplicationContext started(String... more) throws Exception {
    return started(StockApplication.class, more);
  }

  private ConfigurableApplicationContext started(Class<?> part, String... more) throws Exception {
    Database database = Postgres.database();
    Path file = home.resolve("healing.yaml");
    Files.writeString(file, "self_healing: { error_detection: { monitoring_interval: 1 } }\n");
    SpringApplication stock = new SpringApplication(StockApplication.class);
    stock.addPrimarySources(Set.of(part));
    stock.setWebApplicationType(WebApplicationType.NONE);
    List<String> args = new ArrayList<>(List.of(more));
    args.add("--spring.datasource.url=" + database.url());
    args.add("--spring.datasource.username=" + database.user());
    args.add("--spring.datasource.password=" + database.password());
    args.add("--healing.config-file=" + file);
    return stock.run(args.toArray(String[]::new));
  }

  private static void until(BooleanSupplier happened) {
    while (!happened.getAsBoolean()) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static boolean failed(Healing healing, String job, String message) {
    return healing.admin().incidents().stream()
        .filter(one -> one.subject().name().equals(job))
        .map(Incident::message)
        .anyMatch(said -> said.contains(message));
  }

  @Test
  void tasksOfDbSchedulerAndJobsOfJobRunrAreObservedByTheDependencyAlone(CapturedOutput output)
      throws Exception {
    try (ConfigurableApplicationContext stock = started()) {
      Healing healing = stock.getBean(Healing.class);

      until(() -> failed(healing, "count-stock", "shelf 7 is not there"));
      until(() -> failed(healing, "send-orders", "the wholesaler does not answer"));

      assertThat(healing.monitors())
          .contains("db-scheduler.scheduler.executions", "jobrunr.storage.look");
      assertThat(stock.getBeansOfType(DbSchedulerRunner.class)).isEmpty();
      assertThat(stock.getBean(JobRunrRunner.class).orders("send-orders"))
          .containsExactlyInAnyOrder(Order.RUN, Order.INTERRUPT);
    }
    assertThat(output).doesNotContain("is not observed", "are not seen", "not interrupted", "NoSuchMethodError");
  }

  /** Runs at the start, for which the application waits while it is still being started. */
  public static class Opening {
    final CountDownLatch opened = new CountDownLatch(1);
    final CountDownLatch swept = new CountDownLatch(1);

    @Bean
    RecurringTask<Void> openDoors() {
      return Tasks.recurring("open-doors", FixedDelay.ofHours(1))
          .execute((instance, context) -> opened.countDown());
    }

    @Bean
    @DependsOn("dbSchedulerStarter")
    SmartLifecycle waits(JobScheduler jobs, BackgroundJobServer server) throws Exception {
      opened.await();
      jobs.<Opening>enqueue(Opening::sweep);
      return new First(
          () -> {
            if (server.isRunning()) {
              swept.await();
            }
            return null;
          });
    }

    /** Done by a job of JobRunr. */
    public void sweep() {
      swept.countDown();
    }
  }

  /** Starts before all others. */
  private record First(Callable<?> waiting) implements SmartLifecycle {
    @Override
    public int getPhase() {
      return Integer.MIN_VALUE;
    }

    @Override
    public void start() {
      try {
        waiting.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
      return false;
    }
  }

  @Test
  void theVeryFirstRunsAreInTheHistory() throws Exception {
    try (ConfigurableApplicationContext stock = started(Opening.class)) {
      Healing healing = stock.getBean(Healing.class);
      String sweep = Opening.class.getName() + ".sweep";

      until(() -> !healing.admin().runs("open-doors").isEmpty());
      until(() -> !healing.admin().runs(sweep).isEmpty());

      assertThat(healing.admin().runs("open-doors"))
          .singleElement()
          .extracting(JobRun::outcome)
          .isEqualTo(RunOutcome.SUCCESS);
    }
  }

  @Test
  void switchedOffNothingOfHealingIsInTheSchedulers() throws Exception {
    try (ConfigurableApplicationContext stock = started("--healing.enabled=false")) {
      assertThat(stock.getBeanNamesForType(Object.class))
          .filteredOn(name -> name.toLowerCase(java.util.Locale.ROOT).contains("healing"))
          .isEmpty();
    }
  }
}
