package io.healing.examples;

import io.healing.core.Healing;
import io.healing.quartz.QuartzRunner;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** A Quartz scheduler is joined by one call; its jobs stay as they are. */
public class QuartzMain {
  public static void main(String[] args) throws Exception {
    Scheduler scheduler = new StdSchedulerFactory().getScheduler();
    try (var store = SqliteHealingStore.open(Path.of("target/quartz/healing.db"));
        var healing = Healing.builder().store(store).runner(QuartzRunner.of(scheduler)).build()) {
      healing.start();
      scheduler.start();
      scheduler.scheduleJob(
          JobBuilder.newJob(Import.class).withIdentity("import").build(),
          TriggerBuilder.newTrigger().startNow().build());
      while (healing.admin().runs("import").isEmpty()) {
        Thread.onSpinWait();
      }
      System.out.println("Healing saw: " + healing.admin().runs("import").get(0).outcome().word());
    } finally {
      scheduler.shutdown(true);
    }
  }

  /** A job as Quartz wants it. */
  public static class Import implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      System.out.println("The job runs in " + Thread.currentThread().getName());
    }
  }
}
