package io.healing.examples;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.healing.core.Healing;
import io.healing.dbscheduler.DbSchedulerRunner;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcConnectionPool;

/** A db-scheduler is joined by one call; its tasks stay as they are. */
public class DbSchedulerMain {
  private static final String TABLE =
      "jdbc:h2:mem:jobs;DB_CLOSE_DELAY=-1;INIT=RUNSCRIPT FROM 'classpath:/scheduled_tasks.sql'";
  private static final RecurringTask<Void> IMPORT =
      Tasks.recurring("import", FixedDelay.ofHours(1))
          .execute((instance, context) -> System.out.println("The task runs"));

  public static void main(String[] args) {
    var source = JdbcConnectionPool.create(TABLE, "sa", "");
    Scheduler scheduler = Scheduler.create(source).startTasks(IMPORT).build();
    var runner = DbSchedulerRunner.of(scheduler, IMPORT);
    try (var store = SqliteHealingStore.open(Path.of("target/db-scheduler/healing.db"));
        var healing = Healing.builder().store(store).runner(runner).build()) {
      healing.start();
      scheduler.start();
      while (healing.admin().runs("import").isEmpty()) {
        Thread.onSpinWait();
      }
      System.out.println("Healing saw: " + healing.admin().runs("import").get(0).outcome().word());
    } finally {
      scheduler.stop();
    }
  }
}
